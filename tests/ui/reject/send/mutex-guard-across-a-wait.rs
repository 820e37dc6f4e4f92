// A guard of std's mutex cannot be held while a goroutine waits.
use std::sync::{Arc, Mutex};

use goroutines::prelude::*;

#[goroutines]
fn pause() {}

#[goroutines]
fn work(total: Arc<Mutex<u32>>) {
    let mut guard = total.lock().unwrap();
    pause();
    *guard += 1;
}

#[goroutines]
fn main() {
    let total = Arc::new(Mutex::new(0));
    go!(work(total));
}
