// An `Rc` cannot be handed to another goroutine.
use std::rc::Rc;

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan(1);
    go! {
        ch.send(Rc::new(1)).unwrap();
    };
    ch.recv();
}
