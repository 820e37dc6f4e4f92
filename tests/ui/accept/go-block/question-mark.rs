// `?` leaves the goroutine.
use goroutines::prelude::*;

#[goroutines]
fn fetch(n: u32) -> Result<u32, String> {
    if n > 0 { Ok(n) } else { Err("zero".to_owned()) }
}

#[goroutines]
fn main() {
    let handle = go! {
        let n = fetch(0)?;
        Ok::<u32, String>(n)
    };
    assert_eq!(handle.join().unwrap(), Err("zero".to_owned()));
}
