// Elided and named lifetimes.
use goroutines::prelude::*;

#[goroutines]
fn first<'a>(a: &'a str, _: &str) -> &'a str {
    goroutines::yield_now();
    a
}

#[goroutines]
fn head(list: &[u32]) -> Option<&u32> {
    list.first()
}

#[goroutines]
fn main() {
    assert_eq!(first("x", "y"), "x");
    assert_eq!(head(&[3, 4]), Some(&3));
}
