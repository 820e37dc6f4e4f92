//! The caller gives up after a timeout, and the worker's result finds nobody. Right: room for it.

use goroutines::prelude::*;

#[goroutines]
fn work(release: Chan<bool>, result: Chan<i32>) {
    release.recv();
    result.send(42).unwrap();
}

#[goroutines]
pub(crate) fn leaky() {
    let (release, result) = (chan(0), chan(0));
    go!(work(release, result));
    select! {
        case <-result: {}
        case <-time::after(time::MILLISECOND): {}
    }
    release.close();
}

#[goroutines]
pub(crate) fn correct() {
    let (release, result) = (chan(0), chan(1));
    go!(work(release, result));
    select! {
        case <-result: {}
        case <-time::after(time::MILLISECOND): {}
    }
    release.close();
}
