//! A number is thrown, not a text.

use std::panic::panic_any;

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    panic_any(42);
}
