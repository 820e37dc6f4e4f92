//! Many goroutines panic at once, with RUST_BACKTRACE=1: one text, whole.
//!
//! Differs from Go: there the text of another that panics meanwhile may follow.

use goroutines::prelude::*;

#[goroutines]
fn fails(start: Chan<()>) {
    start.recv();
    panic!("crash");
}

#[goroutines]
pub(crate) fn main() {
    let start = chan::<()>(0);
    for _ in 0..8 {
        go!(fails(start));
    }
    goroutines::yield_now();
    start.close();
    time::sleep(time::SECOND);
}
