// A block, and a function literal that is called.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

#[goroutines]
fn work(n: Arc<AtomicU32>) {
    defer! {
        n.fetch_add(1, SeqCst);
    }
    defer!(|by: u32| { n.fetch_add(by, SeqCst) }(10));
}

#[goroutines]
fn main() {
    let n = Arc::new(AtomicU32::new(0));
    work(n.clone());
    assert_eq!(n.load(SeqCst), 11);
}
