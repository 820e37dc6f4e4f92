// A constant is made by the compiler, which cannot wait.
use goroutines::prelude::*;

#[goroutines]
const fn double(n: u32) -> u32 {
    n * 2
}

fn main() {
    double(1);
}
