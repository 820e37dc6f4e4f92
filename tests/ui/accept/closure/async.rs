// An `async` closure may wait; calling it waits.
use goroutines::prelude::*;

#[goroutines]
fn square(n: u32) -> u32 {
    n * n
}

#[goroutines]
fn main() {
    let f = async |n: u32| square(n).await + 1;
    assert_eq!(f(3), 10);
}
