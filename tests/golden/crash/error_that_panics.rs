//! The error that is thrown panics when it is shown.
//!
//! Differs from Go: there the goroutines of the runtime are shown as well, as for every fatal error.

use std::error::Error;
use std::fmt;

use goroutines::prelude::*;

#[derive(Debug)]
struct Bad;

impl fmt::Display for Bad {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("in Display")
    }
}

impl Error for Bad {}

#[goroutines]
pub(crate) fn main() {
    let error: Box<dyn Error + Send + Sync> = Box::new(Bad);
    std::panic::panic_any(error);
}
