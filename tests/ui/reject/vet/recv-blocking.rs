// The form for plain threads, on a worker.
#![deny(deprecated)]

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan(1);
    ch.send(1).unwrap();
    println!("{:?}", ch.recv_blocking());
}
