// Nor as an argument.
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go! {
        drop(go worker());
    };
}
