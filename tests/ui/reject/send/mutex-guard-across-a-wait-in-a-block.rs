// The same in a block.
use std::sync::{Arc, Mutex};

use goroutines::prelude::*;

#[goroutines]
fn pause() {}

#[goroutines]
fn main() {
    let total = Arc::new(Mutex::new(0));
    go! {
        let mut guard = total.lock().unwrap();
        pause();
        *guard += 1;
    };
}
