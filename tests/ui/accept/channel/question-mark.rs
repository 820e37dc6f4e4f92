// `?` on a send.
use std::error::Error;

use goroutines::prelude::*;

#[goroutines]
fn main() -> Result<(), Box<dyn Error>> {
    let ch = chan(1);
    ch.send(1)?;
    assert_eq!(ch.recv(), Some(1));
    Ok(())
}
