// help: write `defer!(f(x))` for a call, or `defer! { … }` for a block
use goroutines::prelude::*;

fn done() {}

#[goroutines]
fn main() {
    defer!(done());
    defer! { done() }
}
