// `wg.go` takes a function literal.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

#[goroutines]
fn add(total: &Arc<AtomicU32>, n: u32) {
    goroutines::yield_now();
    total.fetch_add(n, SeqCst);
}

#[goroutines]
fn main() {
    let (wg, total) = (WaitGroup::new(), Arc::default());
    for i in 0..4 {
        wg.go(|| {
            add(&total, i);
        });
    }
    wg.wait();
    assert_eq!(total.load(SeqCst), 6);
}
