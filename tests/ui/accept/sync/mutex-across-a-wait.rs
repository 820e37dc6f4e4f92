// The guard of `sync::Mutex` may be held while the goroutine waits.
use std::sync::Arc;

use goroutines::prelude::*;

#[goroutines]
fn pause() {
    goroutines::yield_now();
}

#[goroutines]
fn deposit(balance: &Arc<sync::Mutex<u32>>, wg: &WaitGroup) {
    let mut guard = balance.lock();
    let before = *guard;
    pause();
    *guard = before + 1;
    wg.done();
}

#[goroutines]
fn main() {
    let (balance, wg) = (Arc::new(sync::Mutex::new(0)), WaitGroup::new());
    for _ in 0..10 {
        wg.add(1);
        go!(deposit(&balance, &wg));
    }
    wg.wait();
    assert_eq!(*balance.lock(), 10);
}
