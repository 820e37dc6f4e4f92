// A call waits by itself.
#![deny(deprecated)]

use goroutines::prelude::*;

#[goroutines]
fn work() {}

#[goroutines]
fn main() {
    goroutines::run(work());
}
