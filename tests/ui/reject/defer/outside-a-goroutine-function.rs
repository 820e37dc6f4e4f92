// A function without the attribute has no list of deferred calls.
use goroutines::prelude::*;

fn done() {}

fn main() {
    defer!(done());
}
