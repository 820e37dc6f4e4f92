// `#[test]` may stand above or below.
use goroutines::prelude::*;

#[goroutines]
#[test]
fn below() {
    goroutines::yield_now();
}

#[test]
#[goroutines]
fn above() {
    goroutines::yield_now();
}

fn main() {}
