// A borrow of a `RefCell` is held while the goroutine waits. (rustc finds two reasons, and says both.)
use goroutines::prelude::*;

use std::cell::RefCell;

#[goroutines]
fn pause() {}

#[goroutines]
fn work() {
    let list = RefCell::new(vec![1]);
    let mut borrowed = list.borrow_mut();
    pause();
    borrowed.push(2);
}

#[goroutines]
fn main() {
    go!(work());
}
