// The parameter is a number, the argument is text.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go!(|n: u32| { println!("{n}") }("one"));
}
