//! The goroutine that main joins waits forever. Go has no counterpart: it has no handles.

use goroutines::prelude::*;

#[goroutines]
fn stuck(ch: Chan<i32>) {
    ch.recv();
}

#[goroutines]
pub(crate) fn main() {
    let handle = go!(stuck(chan(0)));
    let _ = handle.join();
}
