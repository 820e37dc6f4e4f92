//! A Go-spelled send on a closed channel.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let ch = chan::<i32>(1);
    ch.close();
    select! {
        case ch <- 1: {}
    }
}
