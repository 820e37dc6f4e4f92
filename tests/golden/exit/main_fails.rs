//! Main returns an error: Rust's words and status. Go has no counterpart: its main returns nothing.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() -> Result<(), String> {
    Err("no luck".to_owned())
}
