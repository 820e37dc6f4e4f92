// `write!` and `writeln!` into a `String`.
use std::fmt::Write;

use goroutines::prelude::*;

#[goroutines]
fn one() -> u32 {
    1
}

#[goroutines]
fn main() {
    let mut out = String::new();
    write!(out, "{}", one()).unwrap();
    writeln!(out, "{:>3}", one()).unwrap();
    assert_eq!(out, "1  1\n");
}
