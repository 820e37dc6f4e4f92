//! A stuck test fails while another sleeps and a third is busy; these two pass.
//!
//! Go has no counterpart: `go test` ends such a test after ten minutes.

use std::process::ExitCode;
use std::thread::{self, JoinHandle};

use goroutines::__private::run_test;
use goroutines::prelude::*;
use sync::{Arc, Mutex};

#[goroutines]
fn locks() {
    let mutex = Arc::new(Mutex::new(0));
    let _first = mutex.lock();
    let _second = mutex.lock();
}

#[goroutines]
fn sleeps(ended: Chan<()>) {
    while !ended.is_closed() {
        time::sleep(10 * time::MILLISECOND);
    }
}

#[goroutines]
fn echo(ask: Chan<u32>, answer: Chan<u32>) {
    for n in ask {
        answer.send(n).unwrap();
    }
}

#[goroutines]
fn is_busy(ended: Chan<()>) {
    let (ask, answer) = (chan(0), chan(0));
    go!(echo(ask, answer));
    while !ended.is_closed() {
        ask.send(1).unwrap();
        answer.recv();
    }
    ask.close();
}

/// What the test harness does.
fn start<F: Future<Output = ()> + Send + 'static>(name: &str, test: F) -> JoinHandle<ExitCode> {
    let test = move || run_test(test, 0);
    thread::Builder::new().name(name.to_owned()).spawn(test).unwrap()
}

pub(crate) fn main() -> ExitCode {
    let ended = chan::<()>(0);
    let others = [start("sleeps", sleeps(ended.clone())), start("is_busy", is_busy(ended.clone()))];
    let stuck = start("locks", locks());
    assert!(stuck.join().is_err(), "a stuck test fails");
    ended.close();
    for other in others {
        assert!(other.join().is_ok(), "the others pass");
    }
    ExitCode::SUCCESS
}
