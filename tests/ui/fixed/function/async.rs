// help: remove `async`: `#[goroutines]` makes the function wait
use goroutines::prelude::*;

#[goroutines]
fn worker(n: u32) -> u32 {
    n
}

fn main() {
    goroutines::run(worker(1));
}
