//! A goroutine panics that another goroutine than main has created: the parent's number is told.

use goroutines::prelude::*;

fn inner() {
    panic!("boom");
}

#[goroutines]
fn outer() {
    go!(inner());
    select! {}
}

#[goroutines]
pub(crate) fn main() {
    go!(outer());
    select! {}
}
