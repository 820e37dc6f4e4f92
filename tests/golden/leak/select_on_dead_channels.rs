//! Nobody has any of the channels that a `select!` waits for. Right: serve one.

use goroutines::prelude::*;

#[goroutines]
fn wait(a: Chan<i32>, b: Chan<i32>) {
    select! {
        case <-a: {}
        case <-b: {}
    }
}

#[goroutines]
pub(crate) fn leaky() {
    go!(wait(chan(0), chan(0)));
}

#[goroutines]
pub(crate) fn correct() {
    let (a, b) = (chan(0), chan(0));
    go!(wait(a, b));
    b.send(1).unwrap();
}
