//! An early return skips `done`. Right: `defer!`.

use goroutines::prelude::*;

#[goroutines]
fn work(wg: WaitGroup, ok: bool) {
    if !ok {
        return;
    }
    wg.done();
}

#[goroutines]
fn wait(wg: WaitGroup) {
    wg.wait();
}

#[goroutines]
pub(crate) fn leaky() {
    let wg = WaitGroup::new();
    wg.add(1);
    go!(work(wg, false));
    go!(wait(wg));
}

#[goroutines]
fn work_deferred(wg: WaitGroup, ok: bool) {
    defer!(wg.done());
    if !ok {
        return;
    }
}

#[goroutines]
pub(crate) fn correct() {
    let wg = WaitGroup::new();
    wg.add(1);
    go!(work_deferred(wg, false));
    go!(wait(wg));
}
