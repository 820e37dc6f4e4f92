//! A channel would close when its last sender is dropped, but that is kept by one who waits forever. Right: serve that one.
//! Go has no counterpart: its channels have no halves.

use goroutines::prelude::*;

#[goroutines]
fn keep(sender: Sender<i32>, ch: Chan<bool>) {
    ch.recv();
    drop(sender);
}

#[goroutines]
fn read(receiver: Receiver<i32>) {
    for _ in receiver {}
}

#[goroutines]
pub(crate) fn leaky() {
    let (sender, receiver) = chan(0).split();
    go!(keep(sender, chan(0)));
    go!(read(receiver));
}

#[goroutines]
pub(crate) fn correct() {
    let (sender, receiver) = chan(0).split();
    let ch = chan(0);
    go!(keep(sender, ch));
    go!(read(receiver));
    ch.send(true).unwrap();
}
