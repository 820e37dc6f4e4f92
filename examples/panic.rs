//! Go by Example: Panic, <https://gobyexample.com/panic>: the program ends with the message, the goroutine, and status 2.

use goroutines::prelude::*;

#[goroutines]
fn main() {
    panic!("a problem");
}
