// The senders say when there is no more.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (_tx, rx) = chan::<u32>(1).split();
    rx.close();
}
