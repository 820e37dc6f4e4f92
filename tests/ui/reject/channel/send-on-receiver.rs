// A receiver does not send.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (_tx, rx) = chan::<u32>(1).split();
    rx.send(1).unwrap();
}
