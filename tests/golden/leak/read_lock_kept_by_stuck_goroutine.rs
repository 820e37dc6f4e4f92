//! A reader waits forever under its lock, and a writer for the reader. Right: serve the reader.

use goroutines::prelude::*;
use sync::{Arc, RwLock};

#[goroutines]
fn read(lock: Arc<RwLock<i32>>, holds: Chan<i32>, ch: Chan<i32>) {
    let _guard = lock.read();
    holds.send(1).unwrap();
    ch.recv();
}

#[goroutines]
fn write(lock: Arc<RwLock<i32>>) {
    *lock.write() += 1;
}

#[goroutines]
pub(crate) fn leaky() {
    let lock = Arc::new(RwLock::new(0));
    let (holds, ch) = (chan(0), chan(0));
    go!(read(lock, holds, ch));
    holds.recv();
    go!(write(lock));
}

#[goroutines]
pub(crate) fn correct() {
    let lock = Arc::new(RwLock::new(0));
    let (holds, ch) = (chan(0), chan(0));
    go!(read(lock, holds, ch));
    holds.recv();
    go!(write(lock));
    ch.send(1).unwrap();
}
