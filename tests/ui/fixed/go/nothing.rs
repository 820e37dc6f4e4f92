// help: write `go!(f(x))` or `go! { … }`
use goroutines::prelude::*;

fn f(_: u32) {}

#[goroutines]
fn main() {
    go!(f(1));
}
