//! The receiver's channel would close when its last sender is dropped, but that sender's owner is stuck.
//! Go has no counterpart: its channels have no halves.

use goroutines::prelude::*;

#[goroutines]
fn owner(sender: Sender<i32>) {
    let never = chan::<i32>(0);
    never.recv();
    sender.send(1).unwrap();
}

#[goroutines]
pub(crate) fn main() {
    let (sender, receiver) = chan::<i32>(0).split();
    go!(owner(sender));
    receiver.recv();
}
