// `return` from the middle of a function.
use goroutines::prelude::*;

#[goroutines]
fn find(list: &[u32], wanted: u32) -> Option<usize> {
    for (i, n) in list.iter().enumerate() {
        goroutines::yield_now();
        if *n == wanted {
            return Some(i);
        }
    }
    None
}

#[goroutines]
fn main() {
    assert_eq!(find(&[5, 6], 6), Some(1));
    assert_eq!(find(&[5, 6], 7), None);
}
