// help: mark the function with `#[goroutines]`
use goroutines::prelude::*;

fn done() {}

#[goroutines]
fn main() {
    defer!(done());
}
