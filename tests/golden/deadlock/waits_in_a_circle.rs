//! Two goroutines, each of which waits for the other to begin.

use goroutines::prelude::*;

#[goroutines]
fn pass(from: Chan<i32>, to: Chan<i32>) {
    let value = from.recv().unwrap();
    to.send(value).unwrap();
}

#[goroutines]
pub(crate) fn main() {
    let (a, b) = (chan::<i32>(0), chan::<i32>(0));
    go!(pass(a, b));
    pass(b, a);
}
