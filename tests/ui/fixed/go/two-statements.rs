// help: write `go! { … }` for a block
use goroutines::prelude::*;

fn a() {}

fn b() {}

#[goroutines]
fn main() {
    go! { a(); b() };
}
