// A function literal that runs once.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (once, n) = (sync::Once::new(), Arc::new(AtomicU32::new(0)));
    for _ in 0..3 {
        once.do_once(|| {
            n.fetch_add(1, SeqCst);
        });
    }
    assert_eq!(n.load(SeqCst), 1);
}
