// help: write `go!(f(x))` for a call, or `go! { … }` for a block
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go!(worker());
    go! { worker() };
}
