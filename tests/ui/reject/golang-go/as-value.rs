// A statement has no value.
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go! {
        h := go worker();
    };
}
