//! `on_panic` gets the panic of a destructor of a result that nobody joins, and the program goes on.
//!
//! Go has no counterpart: a goroutine has no result, and a value no destructor.

use std::process::ExitCode;
use std::sync::mpsc;

struct Bad;

impl Drop for Bad {
    fn drop(&mut self) {
        panic!("in the destructor");
    }
}

pub(crate) fn main() -> ExitCode {
    let (log, crashes) = mpsc::channel();
    let handler = move |crash: goroutines::Crash| log.send(crash.message().to_owned()).unwrap();
    let runtime = goroutines::Runtime::builder().workers(1).on_panic(handler).build().unwrap();
    drop(runtime.spawn(async { Bad }));
    eprintln!("handled: {}", crashes.recv().unwrap());
    ExitCode::SUCCESS
}
