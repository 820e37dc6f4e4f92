//! A channel limits how many work at once, and nobody gives a slot back. Right: receive at the end.

use goroutines::prelude::*;

#[goroutines]
fn limited(slots: Chan<bool>) {
    slots.send(true).unwrap();
    // Forgot: `slots.recv()`.
}

#[goroutines]
pub(crate) fn leaky() {
    let slots = chan(2);
    for _ in 0..3 {
        go!(limited(slots));
    }
}

#[goroutines]
fn limited_giving_back(slots: Chan<bool>) {
    slots.send(true).unwrap();
    slots.recv();
}

#[goroutines]
pub(crate) fn correct() {
    let slots = chan(2);
    for _ in 0..3 {
        go!(limited_giving_back(slots));
    }
}
