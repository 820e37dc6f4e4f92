//! Two deferred calls panic, one after the other, while a panic is on its way.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    defer! { panic!("third") };
    defer! { panic!("second") };
    panic!("first");
}
