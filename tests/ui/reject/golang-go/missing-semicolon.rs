// Statements end with a semicolon.
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go! {
        go worker()
        go worker();
    };
}
