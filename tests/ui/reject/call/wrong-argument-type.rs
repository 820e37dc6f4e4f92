// The argument has the wrong type.
use goroutines::prelude::*;

#[goroutines]
fn square(n: u32) -> u32 {
    n * n
}

#[goroutines]
fn main() {
    square("four");
}
