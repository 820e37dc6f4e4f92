//! Go's `x/sync` and its relatives, each against the cases of Go's own tests, written anew.

#![cfg(not(loom))]

mod channel_kinds;
mod err_group;
mod join_set;
mod limits;
mod owned_guards;
mod semaphore;
mod single_flight;
mod times;
mod values;

use goroutines_runtime::{run, spawn};

/// The text of the panic of `work`, in a goroutine of its own.
fn panic_of(work: impl Future<Output = ()> + Send + 'static) -> String {
    run(async { spawn(work).join().await.unwrap_err().message().to_owned() })
}
