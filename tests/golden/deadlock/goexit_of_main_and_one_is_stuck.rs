//! The main goroutine calls `goexit`, and another waits for what nobody sends.

use goroutines::prelude::*;

#[goroutines]
fn waits(ch: Chan<()>) {
    ch.recv();
}

#[goroutines]
pub(crate) fn main() {
    let ch = chan(0);
    go!(waits(ch));
    goroutines::runtime::goexit();
}
