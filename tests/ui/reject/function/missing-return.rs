// The result is missing at the end of a function.
use goroutines::prelude::*;

#[goroutines]
fn answer(really: bool) -> u32 {
    if really {
        return 42;
    }
}

fn main() {
    goroutines::run(answer(true));
}
