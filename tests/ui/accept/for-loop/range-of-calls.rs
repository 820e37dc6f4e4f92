// The bounds of a range wait once.
use goroutines::prelude::*;

#[goroutines]
fn limit() -> u32 {
    4
}

#[goroutines]
fn main() {
    let mut n = 0;
    for i in 0..limit() {
        n += i;
    }
    assert_eq!(n, 6);
}
