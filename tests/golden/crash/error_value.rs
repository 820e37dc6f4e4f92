//! An error is thrown, not a text.

use std::error::Error;
use std::panic::panic_any;

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let error: Box<dyn Error + Send + Sync> = "no luck".into();
    panic_any(error);
}
