// help: write `#[goroutines]` here
use goroutines::prelude::*;

#[goroutines]
fn worker() {}

fn main() {
    goroutines::run(worker());
}
