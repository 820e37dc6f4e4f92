// A guard of a `match` waits.
use goroutines::prelude::*;

#[goroutines]
fn is_even(n: u32) -> bool {
    n % 2 == 0
}

#[goroutines]
fn main() {
    let text = match 4 {
        n if is_even(n + 1) => "odd",
        n if is_even(n) => "even",
        _ => "neither",
    };
    assert_eq!(text, "even");
}
