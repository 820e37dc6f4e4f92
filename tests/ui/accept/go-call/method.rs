// A method call.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let n = Arc::new(AtomicU32::new(1));
    go!(n.fetch_add(1, SeqCst)).join().unwrap();
    assert_eq!(n.load(SeqCst), 2);
}
