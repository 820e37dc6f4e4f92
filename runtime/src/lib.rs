//! The runtime of the `goroutines` crate: use that crate, which re-exports what is public here.

#![forbid(unsafe_code)]

#[cfg_attr(loom, allow(dead_code, reason = "models have no clock"))]
mod alarm;
#[cfg(not(loom))]
mod blocking;
pub mod chan;
#[cfg(not(loom))]
pub mod context;
mod goroutine;
mod primitives;
mod scheduler;
pub mod select;
pub mod sync;
#[cfg(not(loom))]
pub mod time;
mod unwind;

#[cfg(not(loom))]
pub use blocking::{Blocking, blocking};
pub use chan::{Chan, Receiver, Sender, chan};
pub use goroutine::id;
pub use goroutine::join::{Join, JoinError, JoinHandle};
#[cfg(not(loom))]
pub use scheduler::entry::{run, run_main, run_test};
#[cfg(not(loom))]
pub use scheduler::runtime::{BuildError, Builder, Runtime, gomaxprocs, num_goroutines, num_workers};
#[cfg(not(loom))]
pub use scheduler::spawn_here as spawn;
pub use scheduler::yield_now::{YieldNow, yield_now};
