// A trait of the user's own with methods on everything.
use goroutines::prelude::*;

trait Everything {
    fn future(&self) -> u32 {
        1
    }

    fn capture(&self) -> u32 {
        2
    }

    fn poll(&self) -> u32 {
        3
    }
}

impl<T> Everything for T {}

#[goroutines]
fn worker(n: u32) -> u32 {
    n
}

#[goroutines]
fn main() {
    let n = worker(1) + worker(1).future() + go!(worker(1)).join().unwrap().capture();
    assert_eq!(n + ().poll(), 7);
}
