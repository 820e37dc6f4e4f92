// A plain function that calls a goroutine function drops it unrun.
#![deny(unused_must_use)]
use goroutines::prelude::*;

#[goroutines]
fn worker() {}

fn helper() {
    worker();
}

fn main() {
    helper();
}
