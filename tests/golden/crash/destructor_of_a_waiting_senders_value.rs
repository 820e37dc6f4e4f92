//! A runtime is dropped while a goroutine waits to send a value whose destructor panics.
//!
//! Go has no counterpart: there is one runtime, and a value has no destructor.

use std::process::ExitCode;

use goroutines::prelude::*;

struct Bad;

impl Drop for Bad {
    fn drop(&mut self) {
        panic!("in the destructor");
    }
}

pub(crate) fn main() -> ExitCode {
    let runtime = goroutines::Runtime::builder().workers(1).build().unwrap();
    let ch = chan::<Bad>(0);
    let theirs = ch.clone();
    runtime.run(async move {
        go! { drop(theirs.send(Bad)) };
    });
    // Until it waits, there is no value.
    while !goroutines::runtime::dump_blocking().to_string().contains("[chan send]") {
        std::thread::yield_now();
    }
    drop(runtime);
    // Wakes the sender, which nobody runs any more: it is dropped.
    ch.close();
    chan::<()>(0).recv_blocking();
    ExitCode::SUCCESS
}
