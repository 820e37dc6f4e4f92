// A `Result` that is dropped unread.
#![deny(unused_must_use)]
use goroutines::prelude::*;

#[goroutines]
fn fetch() -> Result<u32, String> {
    Ok(1)
}

#[goroutines]
fn main() {
    fetch();
}
