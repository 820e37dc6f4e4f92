//! The runtime of the `goroutines` crate: use that crate, which re-exports what is public here.

#![forbid(unsafe_code)]

// Identifiers and counters are 64 bits wide on every processor.
#[cfg(not(target_has_atomic = "64"))]
compile_error!("goroutines needs a processor with atomic operations on 64-bit words");

#[cfg(not(loom))]
mod blocking;
pub mod chan;
#[cfg(not(loom))]
pub mod context;
#[cfg(not(loom))]
mod defer;
#[cfg(not(loom))]
pub mod diag;
#[cfg(not(loom))]
pub mod dispatch;
#[cfg(not(loom))]
#[doc(hidden)]
pub mod golang;
mod goroutine;
#[cfg(not(loom))]
pub mod group;
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
mod idle_threads;
#[cfg(all(feature = "net", not(loom)))]
pub mod io;
mod join;
#[cfg(all(feature = "net", not(loom)))]
pub mod net;
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
mod platform;
mod primitives;
#[cfg(not(loom))]
pub mod rate;
#[cfg(not(loom))]
mod scheduler;
#[cfg(loom)]
#[path = "scheduler/models.rs"]
mod scheduler;
pub mod select;
#[cfg(not(loom))]
mod share;
#[cfg(all(feature = "net", unix, not(loom)))]
pub mod signal;
pub mod sync;
#[cfg(not(loom))]
pub mod time;
#[cfg_attr(loom, allow(dead_code, reason = "models have no clock"))]
mod timer;
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
mod trace;
#[cfg(not(loom))]
#[doc(hidden)]
pub mod unmarked;
#[cfg(not(loom))]
pub mod until;
mod unwind;
mod wait;

#[cfg(not(loom))]
pub use blocking::{Blocking, blocking};
pub use chan::{Chan, Receiver, Sender, chan};
#[cfg(not(loom))]
pub use defer::{Defers, Recovered, Results, finish, finish_named, output_tag, recover, results_of, set_results};
pub use goroutine::id;
pub use join::goexit::goexit;
pub use join::{Crash, Join, JoinError, JoinHandle};
#[cfg(not(loom))]
pub use scheduler::{
    builder::{BuildError, RuntimeBuilder},
    entry::{run, run_main, run_main_on, run_test},
    runtime::{Runtime, gomaxprocs, num_goroutines, num_workers},
    spawn::{spawn, spawn_block},
};
#[cfg(not(loom))]
pub use share::{Share, Shared};
pub use wait::budget::{has_asked_often, has_started_many};
pub use wait::yield_now::{YieldNow, yield_now};
