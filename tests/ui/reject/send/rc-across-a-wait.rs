// An `Rc` cannot be held while a goroutine waits.
use std::rc::Rc;

use goroutines::prelude::*;

#[goroutines]
fn pause() {}

#[goroutines]
fn work() {
    let n = Rc::new(1);
    pause();
    println!("{n}");
}

#[goroutines]
fn main() {
    go!(work());
}
