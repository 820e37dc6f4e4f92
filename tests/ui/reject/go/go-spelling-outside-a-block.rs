// Go's own spelling cannot stand in Rust code: rustc parses a function before any macro sees it.
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go worker();
}
