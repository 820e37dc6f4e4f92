//! The wait stands in a function that main calls: that line is told.

use goroutines::prelude::*;

#[goroutines]
fn wait(ch: Chan<i32>) -> Option<i32> {
    ch.recv()
}

#[goroutines]
pub(crate) fn main() {
    wait(chan(0));
}
