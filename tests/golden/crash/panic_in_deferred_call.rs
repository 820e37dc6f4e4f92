//! A deferred call panics while a panic is on its way.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    defer! { panic!("second") };
    panic!("first");
}
