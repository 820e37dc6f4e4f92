//! Runs goroutines on rayon's workers; its protocols and their reasons are in
//! `scheduler/README.md`.

mod backoff;
mod block_on;
pub(crate) mod builder;
mod deadlock;
pub(crate) mod entry;
mod gate;
mod handover;
mod idle;
mod local_queue;
mod monitor;
mod notifier;
mod pace;
mod pool;
mod queue;
mod reactor;
mod registry;
mod relief;
mod relief_loop;
mod run_loop;
pub(crate) mod runtime;
mod shared;
pub(crate) mod spawn;
mod starvation;
mod steal;
mod stuck_test;
pub(crate) mod task;
mod throttle;
mod worker;

#[cfg(feature = "net")]
pub(crate) use runtime::reactor_here;
