// `dyn` is for traits.
use goroutines::prelude::*;

#[goroutines(dyn)]
fn worker() {}

fn main() {
    goroutines::run(worker());
}
