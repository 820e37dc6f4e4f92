//! A goroutine joins one that waits forever. Right: serve it. Go has no counterpart: it has no handles.

use goroutines::prelude::*;

#[goroutines]
fn stuck(ch: Chan<i32>) {
    ch.recv();
}

#[goroutines]
fn joins(ch: Chan<i32>) {
    let handle = go!(stuck(ch));
    handle.join().unwrap();
}

#[goroutines]
pub(crate) fn leaky() {
    go!(joins(chan(0)));
}

#[goroutines]
pub(crate) fn correct() {
    let ch = chan(0);
    go!(joins(ch));
    ch.send(1).unwrap();
}
