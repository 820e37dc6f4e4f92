//! Two goroutines of a test wait for each other on channels that they share in an `Arc`.
//!
//! Go has no counterpart: `go test` ends such a test after ten minutes.

use std::process::ExitCode;

use goroutines::__private::run_test;
use goroutines::prelude::*;
use sync::Arc;

struct Hub {
    asks: Chan<u32>,
    answers: Chan<u32>,
}

#[goroutines]
fn answer(hub: Arc<Hub>) {
    hub.answers.send(1).unwrap();
}

#[goroutines]
fn asks() {
    let hub = Arc::new(Hub { asks: chan(0), answers: chan(0) });
    go!(answer(hub));
    hub.asks.send(1).unwrap();
}

pub(crate) fn main() -> ExitCode {
    run_test(asks(), 0)
}
