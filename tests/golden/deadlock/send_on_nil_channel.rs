//! A send on a nil channel.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let ch = Chan::<i32>::default();
    ch.send(1).unwrap();
}
