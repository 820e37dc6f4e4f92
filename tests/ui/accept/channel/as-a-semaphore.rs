// A buffered channel bounds how many run at once.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (tokens, wg, most) = (chan(2), WaitGroup::new(), Arc::new(AtomicU32::new(0)));
    let running = Arc::new(AtomicU32::new(0));
    for _ in 0..6 {
        wg.go(|| {
            tokens.send(()).unwrap();
            let now = running.fetch_add(1, SeqCst) + 1;
            most.fetch_max(now, SeqCst);
            goroutines::yield_now();
            running.fetch_sub(1, SeqCst);
            tokens.recv();
        });
    }
    wg.wait();
    assert!(most.load(SeqCst) <= 2);
}
