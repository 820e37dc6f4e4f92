// The call stands bare.
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go! {
        go (worker());
    };
}
