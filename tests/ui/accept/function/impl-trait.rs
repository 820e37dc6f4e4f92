// `impl Trait` as parameter and as result.
use goroutines::prelude::*;

#[goroutines]
fn evens(limit: u32) -> impl Iterator<Item = u32> {
    goroutines::yield_now();
    (0..limit).step_by(2)
}

#[goroutines]
fn apply(f: impl Fn(u32) -> u32 + Send, n: u32) -> u32 {
    f(n)
}

#[goroutines]
fn main() {
    let mut sum = 0;
    for n in evens(5) {
        sum += n;
    }
    assert_eq!(sum, 6);
    assert_eq!(apply(|n| n + 1, 1), 2);
}
