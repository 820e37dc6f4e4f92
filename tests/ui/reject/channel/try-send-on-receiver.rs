// Nor without waiting.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (_tx, rx) = chan::<u32>(1).split();
    rx.try_send(1).unwrap();
}
