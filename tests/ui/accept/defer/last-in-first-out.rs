// Deferred calls run at the end of the function, the last one first.
use std::sync::{Arc, Mutex};

use goroutines::prelude::*;

type Log = Arc<Mutex<Vec<u32>>>;

fn note(log: &Log, n: u32) {
    log.lock().unwrap().push(n);
}

#[goroutines]
fn work(log: &Log) {
    defer!(note(log, 1));
    for i in 2..4 {
        defer!(note(log, i));
    }
    note(log, 0);
}

#[goroutines]
fn main() {
    let log = Log::default();
    work(&log);
    assert_eq!(*log.lock().unwrap(), [0, 3, 2, 1]);
}
