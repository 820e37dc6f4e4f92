// One spelling for a call that waits and for one that does not.
use goroutines::prelude::*;

#[goroutines]
fn waiting(n: u32) -> u32 {
    goroutines::yield_now();
    n + 1
}

fn plain(n: u32) -> u32 {
    n * 2
}

#[goroutines]
fn main() {
    assert_eq!(waiting(plain(waiting(1))), 5);
}
