// A comma makes no list of calls.
use goroutines::prelude::*;

fn a() {}
fn b() {}

#[goroutines]
fn main() {
    go!(a(), b());
}
