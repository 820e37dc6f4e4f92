//! One send more than the buffer takes.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let ch = chan::<&str>(2);
    ch.send("one").unwrap();
    ch.send("two").unwrap();
    ch.send("three").unwrap();
}
