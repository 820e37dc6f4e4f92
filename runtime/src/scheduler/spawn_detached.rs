//! How what stands above the scheduler starts a goroutine that nobody joins.

use std::future::Future;
use std::panic::Location;

use super::{task, worker};

/// A function of this crate that starts goroutines for its callers; traces name it as their creator, as Go's do.
pub(crate) trait Starter: 'static {
    /// Its path.
    const PATH: &'static str;
}

/// Starts a goroutine that runs `work` for whoever called `S` at `created_at`. A panic in it ends the program.
pub(crate) fn spawn_detached<S, F>(work: F, created_at: &'static Location<'static>)
where
    S: Starter,
    F: Future<Output = ()> + Send + 'static,
{
    drop(task::start::<task::For<S>, _>(worker::scheduler_here(), work, created_at));
}
