//! A deferred call of another goroutine panics while a panic is on its way.

use goroutines::prelude::*;

#[goroutines]
fn worker() {
    defer! { panic!("second") };
    panic!("first");
}

#[goroutines]
pub(crate) fn main() {
    go!(worker());
    select! {}
}
