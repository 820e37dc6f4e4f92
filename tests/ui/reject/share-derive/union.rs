// A union does not say what it holds.
use goroutines::prelude::*;

#[derive(Clone, Copy, Share)]
union Number {
    small: u8,
    big: u64,
}

fn main() {}
