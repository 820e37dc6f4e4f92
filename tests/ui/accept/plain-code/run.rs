// Plain code runs a goroutine function to its end.
use goroutines::prelude::*;

#[goroutines]
fn worker(n: u32) -> u32 {
    goroutines::yield_now();
    n + 1
}

fn main() {
    assert_eq!(goroutines::run(worker(3)), 4);
}
