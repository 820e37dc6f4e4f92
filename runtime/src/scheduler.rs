//! Runs goroutines on rayon's workers; its protocols and their reasons are in `scheduler/README.md`.

mod activation;
#[cfg(not(loom))]
mod deadlock;
#[cfg(not(loom))]
mod drain;
#[cfg(not(loom))]
pub(crate) mod entry;
#[cfg(not(loom))]
mod homes;
#[cfg(not(loom))]
mod monitor;
#[cfg(not(loom))]
mod patience;
#[cfg(not(loom))]
mod pool;
#[cfg(not(loom))]
mod queue;
#[cfg(not(loom))]
pub(crate) mod runtime;
#[cfg(not(loom))]
mod shutdown;
#[cfg(not(loom))]
pub(crate) mod spawn_detached;
#[cfg(not(loom))]
mod task;
#[cfg(not(loom))]
mod thief;
#[cfg(not(loom))]
mod worker;

#[cfg(not(loom))]
use std::{future::Future, panic::Location};

#[cfg(not(loom))]
use crate::join::JoinHandle;
#[cfg(not(loom))]
use crate::wait::budget;

/// Starts a goroutine that runs `future`, on the runtime whose worker this thread is, or else on the default one.
#[cfg(not(loom))]
pub(crate) fn spawn<F>(future: F, created_at: &'static Location<'static>) -> JoinHandle<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    budget::spend();
    task::start::<task::ByHand, _>(worker::scheduler_here(), future, created_at)
}

/// Starts a goroutine that runs `block`, which stands in the function that starts it: what `go!` calls.
#[cfg(not(loom))]
#[doc(hidden)]
#[track_caller]
pub fn spawn_block<F>(block: F) -> JoinHandle<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    budget::spend();
    task::start::<task::Block, _>(worker::scheduler_here(), block, Location::caller())
}

/// Starts a goroutine that runs `future`, as `go!` does, but for a future made elsewhere.
#[cfg(not(loom))]
#[doc(hidden)]
#[track_caller]
pub fn spawn_here<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    spawn(future, Location::caller())
}
