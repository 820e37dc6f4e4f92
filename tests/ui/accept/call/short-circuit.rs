// `&&` and `||` call their right side only when they need it.
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

static CALLS: AtomicU32 = AtomicU32::new(0);

#[goroutines]
fn check(value: bool) -> bool {
    CALLS.fetch_add(1, SeqCst);
    value
}

#[goroutines]
fn main() {
    assert!(!(check(false) && check(true)));
    assert!(check(true) || check(false));
    assert_eq!(CALLS.load(SeqCst), 2);
}
