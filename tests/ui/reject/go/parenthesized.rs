// The call stands in parentheses of its own.
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go!((worker()));
}
