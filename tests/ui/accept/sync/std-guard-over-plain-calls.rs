// A guard of std's mutex may be held across plain calls.
use std::sync::{Arc, Mutex};

use goroutines::prelude::*;

fn next(n: u32) -> u32 {
    n + 1
}

#[goroutines]
fn bump(n: &Arc<Mutex<u32>>) {
    let mut guard = n.lock().unwrap();
    *guard = next(*guard);
}

#[goroutines]
fn main() {
    let n = Arc::new(Mutex::new(1));
    go!(bump(&n)).join().unwrap();
    assert_eq!(*n.lock().unwrap(), 2);
}
