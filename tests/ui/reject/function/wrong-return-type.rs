// The function returns something else than it says.
use goroutines::prelude::*;

#[goroutines]
fn answer() -> u32 {
    "42"
}

fn main() {
    goroutines::run(answer());
}
