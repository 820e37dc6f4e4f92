//! The main goroutine calls `goexit`, the others end: nothing is left.

use goroutines::prelude::*;

#[goroutines]
fn work(done: Chan<()>) {
    done.send(()).unwrap();
}

#[goroutines]
pub(crate) fn main() {
    let done = chan(3);
    for _ in 0..3 {
        go!(work(done));
    }
    goroutines::runtime::goexit();
}
