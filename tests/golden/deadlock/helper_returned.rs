//! The helper that main waits for has returned without a word.

use goroutines::prelude::*;

#[goroutines]
fn helper(ch: Chan<i32>) {
    if ch.capacity() > 0 {
        ch.send(1).unwrap();
    }
}

#[goroutines]
pub(crate) fn main() {
    let ch = chan::<i32>(0);
    go!(helper(ch));
    ch.recv();
}
