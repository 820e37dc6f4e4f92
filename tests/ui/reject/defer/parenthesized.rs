// The call stands in parentheses of its own.
use goroutines::prelude::*;

fn done() {}

#[goroutines]
fn main() {
    defer!((done()));
}
