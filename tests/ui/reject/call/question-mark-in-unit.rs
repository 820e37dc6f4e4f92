// `?` in a function that returns nothing.
use goroutines::prelude::*;

#[goroutines]
fn fetch() -> Result<u32, String> {
    Ok(1)
}

#[goroutines]
fn show() {
    println!("{}", fetch()?);
}

#[goroutines]
fn main() {
    show();
}
