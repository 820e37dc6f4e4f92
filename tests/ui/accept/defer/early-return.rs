// Deferred calls run however the function is left.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use goroutines::prelude::*;

#[goroutines]
fn fetch(ok: bool) -> Result<u32, String> {
    if ok { Ok(1) } else { Err("no".to_owned()) }
}

#[goroutines]
fn work(ok: bool, ended: &Arc<AtomicU32>) -> Result<u32, String> {
    defer!(ended.fetch_add(1, SeqCst));
    let n = fetch(ok)?;
    if n == 1 {
        return Ok(5);
    }
    Ok(6)
}

#[goroutines]
fn main() {
    let ended = Arc::default();
    assert_eq!(work(true, &ended), Ok(5));
    assert_eq!(work(false, &ended), Err("no".to_owned()));
    assert_eq!(ended.load(SeqCst), 2);
}
