//! Each goroutine's creator is told, with its number.

use goroutines::prelude::*;

#[goroutines]
fn grandchild(ch: Chan<i32>) {
    ch.recv();
}

#[goroutines]
fn child(ch: Chan<i32>) {
    go!(grandchild(ch));
    ch.recv();
}

#[goroutines]
pub(crate) fn main() {
    let ch = chan::<i32>(0);
    go!(child(ch));
    ch.recv();
}
