// A typo in the name of a function that is to run concurrently.
use goroutines::prelude::*;

#[goroutines]
fn worker(n: u32) -> u32 {
    n
}

#[goroutines]
fn main() {
    go!(wroker(1));
}
