// A block runs wholly in the new goroutine.
use goroutines::prelude::*;

#[goroutines]
fn half(n: u32) -> u32 {
    goroutines::yield_now();
    n / 2
}

#[goroutines]
fn main() {
    let handle = go! {
        let mut n = 64;
        while n > 1 {
            n = half(n);
        }
        n
    };
    assert_eq!(handle.join().unwrap(), 1);
}
