// A typo in the name of a function.
use goroutines::prelude::*;

#[goroutines]
fn worker(n: u32) -> u32 {
    n
}

#[goroutines]
fn main() {
    wroker(1);
}
