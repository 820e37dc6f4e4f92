//! A second close.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let ch = chan::<i32>(0);
    ch.close();
    ch.close();
}
