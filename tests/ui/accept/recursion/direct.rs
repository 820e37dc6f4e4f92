// A function that calls itself.
use goroutines::prelude::*;

#[goroutines]
fn fib(n: u64) -> u64 {
    if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
}

#[goroutines]
fn main() {
    assert_eq!(fib(12), 144);
}
