// A closure may start goroutines.
use goroutines::prelude::*;

#[goroutines]
fn square(n: u32) -> u32 {
    n * n
}

#[goroutines]
fn main() {
    let handles: Vec<_> = (1..4).map(|n| go!(square(n))).collect();
    let mut sum = 0;
    for handle in handles {
        sum += handle.join().unwrap();
    }
    assert_eq!(sum, 14);
}
