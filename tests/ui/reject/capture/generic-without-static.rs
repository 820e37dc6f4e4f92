// Nothing says that a `T` borrows nothing.
use goroutines::prelude::*;

use std::fmt::Display;

fn show<T: Display>(value: T) {
    println!("{value}");
}

#[goroutines]
fn start<T: Display + Send>(value: T) {
    go!(show(value));
}

#[goroutines]
fn main() {
    start(1);
}
