// Type parameters, bounds and constants.
use std::fmt::Display;

use goroutines::prelude::*;

#[goroutines]
fn join_all<T: Display + Send, const N: usize>(items: [T; N]) -> String
where
    T: Clone,
{
    let mut out = String::new();
    for item in items {
        goroutines::yield_now();
        out += &item.to_string();
    }
    out
}

#[goroutines]
fn main() {
    assert_eq!(join_all([1, 2, 3]), "123");
    assert_eq!(go!(join_all(["a", "b"])).join().unwrap(), "ab");
}
