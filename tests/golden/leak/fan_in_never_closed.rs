//! One of the inputs that are merged is never closed, so the merger waits, and who waits for the merger. Right: close both.
//! Differs from Go: the waiter is told, but not as `(leaked)`: the deferred `done` of the forwarder that is stuck has a
//! handle of the group.

use goroutines::prelude::*;

#[goroutines]
fn forward(input: Chan<i32>, out: Chan<i32>, wg: WaitGroup) {
    defer!(wg.done());
    for v in input {
        out.send(v).unwrap();
    }
}

#[goroutines]
fn close_when_done(wg: WaitGroup, out: Chan<i32>) {
    wg.wait();
    out.close();
}

fn merge(a: Chan<i32>, b: Chan<i32>) -> Chan<i32> {
    let out = chan(0);
    let wg = WaitGroup::new();
    wg.add(2);
    go!(forward(a, out, wg));
    go!(forward(b, out, wg));
    go!(close_when_done(wg, out));
    out
}

#[goroutines]
pub(crate) fn leaky() {
    let (a, b) = (chan(0), chan(0));
    let merged = merge(a.clone(), b);
    a.send(1).unwrap();
    merged.recv();
    a.close();
}

#[goroutines]
pub(crate) fn correct() {
    let (a, b) = (chan(0), chan(0));
    let merged = merge(a.clone(), b.clone());
    a.send(1).unwrap();
    merged.recv();
    a.close();
    b.close();
}
