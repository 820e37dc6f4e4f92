//! A channel is received and never read from. Right: read.

use goroutines::prelude::*;

#[goroutines]
fn inner(ch: Chan<i32>) {
    ch.send(1).unwrap();
}

#[goroutines]
fn outer(all: Chan<Chan<i32>>) {
    let ch = chan(0);
    go!(inner(ch));
    all.send(ch).unwrap();
}

#[goroutines]
pub(crate) fn leaky() {
    let all = chan(0);
    go!(outer(all));
    // And never looks into it.
    all.recv();
}

#[goroutines]
pub(crate) fn correct() {
    let all = chan(0);
    go!(outer(all));
    if let Some(ch) = all.recv() {
        ch.recv();
    }
}
