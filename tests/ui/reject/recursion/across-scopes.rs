// Two marked functions call each other: each has its own attribute, and neither sees the other.
// rustc gives no way to improve its text; the docs say to put both into a marked `mod`.
use goroutines::prelude::*;

#[goroutines]
fn is_even(n: u32) -> bool {
    n == 0 || is_odd(n - 1)
}

#[goroutines]
fn is_odd(n: u32) -> bool {
    n != 0 && is_even(n - 1)
}

fn main() {
    goroutines::run(is_even(2));
}
