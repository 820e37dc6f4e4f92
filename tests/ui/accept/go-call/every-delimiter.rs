// Rust gives a macro call three delimiters.
use goroutines::prelude::*;

#[goroutines]
fn one() -> u32 {
    1
}

#[goroutines]
fn main() {
    let a = go!(one());
    let b = go![one()];
    let c = go! { one() };
    assert_eq!(a.join().unwrap() + b.join().unwrap() + c.join().unwrap(), 3);
}
