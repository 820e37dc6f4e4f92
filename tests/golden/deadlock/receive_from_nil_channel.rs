//! A receive from a nil channel.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let ch = Chan::<i32>::default();
    ch.recv();
}
