//! A test that locks a mutex twice fails: nothing of it has run for a while, and nothing else can help.
//!
//! Go has no counterpart: `go test` ends such a test after ten minutes.

use std::process::ExitCode;

use goroutines::__private::run_test;
use goroutines::prelude::*;
use sync::{Arc, Mutex};

#[goroutines]
fn locks() {
    let mutex = Arc::new(Mutex::new(0));
    let _first = mutex.lock();
    let _second = mutex.lock();
}

pub(crate) fn main() -> ExitCode {
    run_test(locks(), 0)
}
