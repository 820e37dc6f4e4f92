// A call whose value nobody uses runs all the same.
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

static HITS: AtomicU32 = AtomicU32::new(0);

#[goroutines]
fn hit() -> u32 {
    HITS.fetch_add(1, SeqCst)
}

#[goroutines]
fn main() {
    hit();
    let _ = hit();
    assert_eq!(HITS.load(SeqCst), 2);
}
