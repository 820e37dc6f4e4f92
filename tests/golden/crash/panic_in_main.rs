//! A panic in the main goroutine.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    panic!("boom");
}
