// `?` on what a waiting call returns.
use goroutines::prelude::*;

#[goroutines]
fn fetch(n: u32) -> Result<u32, String> {
    if n == 0 { Err("zero".to_owned()) } else { Ok(n) }
}

#[goroutines]
fn sum() -> Result<u32, String> {
    Ok(fetch(1)? + fetch(2)?)
}

#[goroutines]
fn fails() -> Result<u32, String> {
    let n = fetch(0)?;
    Ok(n)
}

#[goroutines]
fn main() -> Result<(), String> {
    assert_eq!(sum()?, 3);
    assert_eq!(fails(), Err("zero".to_owned()));
    Ok(())
}
