// Go's types are read in `go! { … }` alone. The first error is rustc's own.
use goroutines::prelude::*;

#[goroutines]
fn worker(jobs: <-chan u32) {}

fn main() {}
