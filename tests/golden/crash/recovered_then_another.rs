//! A deferred call recovers a panic, then panics with another value.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    defer! {
        recover();
        panic!("second")
    };
    panic!("first");
}
