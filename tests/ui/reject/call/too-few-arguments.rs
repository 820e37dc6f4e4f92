// One argument is missing.
use goroutines::prelude::*;

#[goroutines]
fn add(a: u32, b: u32) -> u32 {
    a + b
}

#[goroutines]
fn main() {
    add(1);
}
