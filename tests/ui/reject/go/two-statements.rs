// Parentheses hold one call.
use goroutines::prelude::*;

fn a() {}
fn b() {}

#[goroutines]
fn main() {
    go!(a(); b());
}
