// The arguments of `format!` and its like wait.
use goroutines::prelude::*;

#[goroutines]
fn name(n: u32) -> String {
    format!("gopher {n}")
}

#[goroutines]
fn main() {
    println!("{}", name(1));
    let text = format!("{} and {other}", name(1), other = name(2));
    assert_eq!(text, "gopher 1 and gopher 2");
}
