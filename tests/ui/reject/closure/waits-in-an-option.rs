//! A call that waits, in the closure of an `Option`.

use goroutines::prelude::*;

#[goroutines]
fn fetch(id: u32) -> u32 {
    time::sleep(time::MILLISECOND);
    id
}

#[goroutines]
fn main() {
    let found = Some(3);
    let loaded: Option<u32> = found.map(|id| fetch(id));
    println!("{loaded:?}");
}
