//! A recovered panic prints nothing, and the function returns its zero value.

use goroutines::prelude::*;

#[goroutines]
fn risky() -> i32 {
    defer! { recover(); };
    panic!("never told");
}

#[goroutines]
pub(crate) fn main() {
    assert_eq!(risky(), 0);
}
