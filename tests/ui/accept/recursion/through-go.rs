// A crawler that starts itself.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

#[goroutines]
fn crawl(depth: u32, seen: &Arc<AtomicU32>, wg: &WaitGroup) {
    defer!(wg.done());
    seen.fetch_add(1, SeqCst);
    if depth > 0 {
        for _ in 0..2 {
            wg.add(1);
            go!(crawl(depth - 1, seen, wg));
        }
    }
}

#[goroutines]
fn main() {
    let (seen, wg) = (Arc::new(AtomicU32::new(0)), WaitGroup::new());
    wg.add(1);
    go!(crawl(3, &seen, &wg));
    wg.wait();
    assert_eq!(seen.load(SeqCst), 15);
}
