// Goroutines start goroutines.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let count = Arc::new(AtomicU32::new(0));
    let outer = go! {
        let inner = go! {
            count.fetch_add(1, SeqCst);
        };
        inner.join().unwrap();
        count.fetch_add(10, SeqCst);
    };
    outer.join().unwrap();
    assert_eq!(count.load(SeqCst), 11);
}
