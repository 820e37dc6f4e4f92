// Outside goroutine code a send has to be waited for in another way.
#![deny(unused_must_use)]
use goroutines::prelude::*;

fn main() {
    let ch = chan(1);
    ch.send(1);
}
