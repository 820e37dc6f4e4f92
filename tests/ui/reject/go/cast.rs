// Rust's conversion, `as`, is not a call either.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let x = 3_u8;
    go!(x as u32);
}
