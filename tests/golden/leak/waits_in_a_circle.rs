//! Two goroutines, each of which waits for the other to begin, and keeps the channel that the other waits for. Right:
//! somebody begins.

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
