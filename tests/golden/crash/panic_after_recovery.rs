//! A panic after one that was recovered in another function: the first is over and not told.

use goroutines::prelude::*;

#[goroutines]
fn careful() {
    defer! { recover(); };
    panic!("first");
}

#[goroutines]
pub(crate) fn main() {
    careful();
    panic!("second");
}
