//! Two goroutines, each of which waits for the other to begin. Right: somebody begins. Differs from Go: told, but not as
//! `(leaked)`: each goroutine holds the channel that the other waits for, but does not wait through that handle.

use goroutines::prelude::*;

#[goroutines]
fn pass(from: Chan<i32>, to: Chan<i32>) {
    let value = from.recv().unwrap();
    to.send(value).unwrap();
}

#[goroutines]
pub(crate) fn leaky() {
    let (a, b) = (chan(0), chan(0));
    go!(pass(a, b));
    go!(pass(b, a));
}

#[goroutines]
pub(crate) fn correct() {
    let (a, b) = (chan(0), chan(1));
    go!(pass(a, b));
    a.send(1).unwrap();
}
