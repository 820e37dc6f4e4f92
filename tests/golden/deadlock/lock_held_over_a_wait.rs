//! A goroutine waits for a message under a lock, and who would send it wants the lock first: the help
//! names the lock, which is the cause, not the channel.

use goroutines::prelude::*;
use sync::{Arc, Mutex};

#[goroutines]
fn sender(lock: Arc<Mutex<u32>>, ch: Chan<u32>) {
    let value = lock.lock();
    ch.send(*value).unwrap();
}

#[goroutines]
pub(crate) fn main() {
    let (lock, ch) = (Arc::new(Mutex::new(0)), chan::<u32>(0));
    let guard = lock.lock();
    go!(sender(lock, ch));
    ch.recv();
    drop(guard);
}
