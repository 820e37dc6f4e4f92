//! A receive that nobody serves.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let ch = chan::<i32>(0);
    ch.recv();
}
