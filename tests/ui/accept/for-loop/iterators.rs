// A loop over anything but a channel is Rust's own loop.
use goroutines::prelude::*;

#[goroutines]
fn double(n: u32) -> u32 {
    n * 2
}

#[goroutines]
fn numbers() -> Vec<u32> {
    vec![1, 2, 3]
}

#[goroutines]
fn main() {
    let mut sum = 0;
    for n in numbers() {
        sum += double(n);
    }
    for (i, n) in [10, 20].iter().enumerate() {
        sum += double(*n) + i as u32;
    }
    assert_eq!(sum, 12 + 61);
}
