// A future that a closure returns is the caller's to await.
use goroutines::prelude::*;

#[goroutines]
fn square(n: u32) -> u32 {
    n * n
}

#[goroutines]
fn main() {
    let futures: Vec<_> = (1..4).map(|n| square(n)).collect();
    let mut sum = 0;
    for future in futures {
        sum += future.await;
    }
    assert_eq!(sum, 14);
}
