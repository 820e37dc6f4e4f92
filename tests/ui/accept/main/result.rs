// `main` may return a `Result`, and `?` works in it.
use std::num::ParseIntError;

use goroutines::prelude::*;

#[goroutines]
fn parse(text: &str) -> Result<u32, ParseIntError> {
    text.parse()
}

#[goroutines]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let n = parse("12")?;
    assert_eq!(n, 12);
    Ok(())
}
