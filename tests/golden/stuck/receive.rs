//! A test that waits for what nobody can send fails with the dump of its goroutines.
//!
//! Go has no counterpart: `go test` ends such a test after ten minutes.

use std::process::ExitCode;

use goroutines::__private::run_test;
use goroutines::prelude::*;

#[goroutines]
fn waits() {
    chan::<u32>(0).recv();
}

pub(crate) fn main() -> ExitCode {
    run_test(waits(), 0)
}
