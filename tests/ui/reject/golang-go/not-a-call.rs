// A name is no call.
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go! {
        go worker;
    };
}
