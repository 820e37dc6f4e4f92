// A name is not a call.
use goroutines::prelude::*;

fn done() {}

#[goroutines]
fn main() {
    defer!(done);
}
