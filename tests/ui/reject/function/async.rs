// Both `async` and the attribute.
use goroutines::prelude::*;

#[goroutines]
async fn worker(n: u32) -> u32 {
    n
}

fn main() {
    goroutines::run(worker(1));
}
