//! A goroutine waits forever under a lock, and another for that lock. Right: serve the first. Differs
//! from Go: the other is `(leaked)` here; Go does not mark those who wait for a `Mutex`.

use goroutines::prelude::*;
use sync::{Arc, Mutex};

#[goroutines]
fn keep(mutex: Arc<Mutex<i32>>, holds: Chan<i32>, ch: Chan<i32>) {
    let _guard = mutex.lock();
    holds.send(1).unwrap();
    ch.recv();
}

#[goroutines]
fn need(mutex: Arc<Mutex<i32>>) {
    *mutex.lock() += 1;
}

#[goroutines]
pub(crate) fn leaky() {
    let mutex = Arc::new(Mutex::new(0));
    let (holds, ch) = (chan(0), chan(0));
    go!(keep(mutex, holds, ch));
    holds.recv();
    go!(need(mutex));
}

#[goroutines]
pub(crate) fn correct() {
    let mutex = Arc::new(Mutex::new(0));
    let (holds, ch) = (chan(0), chan(0));
    go!(keep(mutex, holds, ch));
    holds.recv();
    go!(need(mutex));
    ch.send(1).unwrap();
}
