// Nothing says that a `T` may go to another thread.
use goroutines::prelude::*;

use std::fmt::Display;

fn show<T: Display>(value: T) {
    println!("{value}");
}

#[goroutines]
fn start<T: Display + 'static>(value: T) {
    go!(show(value));
}

#[goroutines]
fn main() {
    start(1);
}
