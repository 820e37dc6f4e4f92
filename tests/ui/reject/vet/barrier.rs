// A barrier of `std` blocks the thread.
#![deny(deprecated)]

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let barrier = std::sync::Barrier::new(1);
    barrier.wait();
}
