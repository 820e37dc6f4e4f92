// `go!` works in plain threads.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

#[goroutines]
fn add(n: &Arc<AtomicU32>, by: u32) -> u32 {
    n.fetch_add(by, SeqCst)
}

fn main() {
    let n = Arc::new(AtomicU32::new(0));
    let a = go!(add(&n, 1));
    let b = go! {
        add(&n, 10);
    };
    let c = go!(|by: u32| { n.fetch_add(by, SeqCst) }(100));
    a.join_blocking().unwrap();
    b.join_blocking().unwrap();
    c.join_blocking().unwrap();
    assert_eq!(n.load(SeqCst), 111);
}
