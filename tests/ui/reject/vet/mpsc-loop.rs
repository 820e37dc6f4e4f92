// So does a loop over one.
#![deny(deprecated)]

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (tx, rx) = std::sync::mpsc::channel();
    tx.send(1).unwrap();
    drop(tx);
    for n in rx {
        println!("{n}");
    }
}
