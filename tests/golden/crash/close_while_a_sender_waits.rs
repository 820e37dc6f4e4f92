//! A channel is closed while a goroutine waits to send, or is about to: its send panics.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let ch = chan::<i32>(0);
    let waits = chan::<bool>(0);
    go! {
        waits.send(true).unwrap();
        select! {
            case ch <- 1: {}
        }
    };
    waits.recv();
    ch.close();
    select! {}
}
