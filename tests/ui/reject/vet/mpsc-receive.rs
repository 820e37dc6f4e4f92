// A channel of `std` blocks the thread.
#![deny(deprecated)]

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (tx, rx) = std::sync::mpsc::channel();
    tx.send(1).unwrap();
    println!("{}", rx.recv().unwrap());
}
