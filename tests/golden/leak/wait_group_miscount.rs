//! A group counts two and one is done: who waits for it waits forever. Right: count what is started.

use goroutines::prelude::*;

#[goroutines]
fn close_when_done(wg: WaitGroup, done: Chan<bool>) {
    wg.wait();
    done.close();
}

#[goroutines]
pub(crate) fn leaky() {
    let wg = WaitGroup::new();
    wg.add(2);
    go! { wg.done() };
    go!(close_when_done(wg, chan(0)));
}

#[goroutines]
pub(crate) fn correct() {
    let wg = WaitGroup::new();
    wg.add(1);
    go! { wg.done() };
    go!(close_when_done(wg, chan(0)));
}
