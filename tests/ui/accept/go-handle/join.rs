// A handle gives what the goroutine returns.
use goroutines::prelude::*;

#[goroutines]
fn square(n: u64) -> u64 {
    n * n
}

#[goroutines]
fn main() {
    let a = go!(square(3));
    let b = go!(square(4));
    assert_eq!(a.join().unwrap() + b.join().unwrap(), 25);
}
