// A receiver does not send in a goroutine of its own either.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (_tx, rx) = chan::<u32>(1).split();
    go!(rx.send(1));
}
