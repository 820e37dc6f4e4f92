// A channel that nobody has.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        go make(chan i32, 1);
    };
}
