//! An empty value.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    panic!("");
}
