// A `Cell` is not locked, so nobody shares it.
use goroutines::prelude::*;

use std::cell::Cell;

fn show(n: &Cell<u32>) {
    println!("{}", n.get());
}

#[goroutines]
fn start(n: &'static Cell<u32>) {
    go!(show(n));
}

fn main() {
    goroutines::run(async { drop(start) });
}
