// Sleeping goroutines wake in the order of their times.
use std::sync::{Arc, Mutex};

use goroutines::prelude::*;

#[goroutines]
fn note(after: u32, log: &Arc<Mutex<Vec<u32>>>) {
    time::sleep(after * 30 * time::MILLISECOND);
    log.lock().unwrap().push(after);
}

#[goroutines]
fn main() {
    let log = Arc::default();
    let late = go!(note(2, &log));
    let early = go!(note(1, &log));
    late.join().unwrap();
    early.join().unwrap();
    assert_eq!(*log.lock().unwrap(), [1, 2]);
}
