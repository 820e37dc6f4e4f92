//! All goroutines are asleep, each for a reason of its own.

use goroutines::prelude::*;

#[goroutines]
fn receives(ch: Chan<i32>) {
    ch.recv();
}

#[goroutines]
fn sends(ch: Chan<i32>) {
    ch.send(1).unwrap();
}

#[goroutines]
fn selects(a: Chan<i32>, b: Chan<i32>) {
    select! {
        case <-a: {}
        case <-b: {}
    }
}

#[goroutines]
fn waits(wg: WaitGroup) {
    wg.wait();
}

#[goroutines]
fn sleeps_forever() {
    select! {}
}

#[goroutines]
pub(crate) fn main() {
    let wg = WaitGroup::new();
    wg.add(1);
    go!(receives(chan(0)));
    go!(sends(chan(0)));
    go!(selects(chan(0), chan(0)));
    go!(waits(wg));
    go!(sleeps_forever());
    chan::<bool>(0).recv();
}
