//! A deferred call panics after its function has returned well.

use goroutines::prelude::*;

#[goroutines]
fn worker() {
    defer! { panic!("only") };
}

#[goroutines]
pub(crate) fn main() {
    worker();
}
