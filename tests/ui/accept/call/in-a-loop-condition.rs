// The condition of a loop waits before each turn.
use goroutines::prelude::*;

#[goroutines]
fn next(n: u32) -> u32 {
    n + 1
}

#[goroutines]
fn main() {
    let mut n = 0;
    while next(n) < 5 {
        n += 1;
    }
    assert_eq!(n, 4);
}
