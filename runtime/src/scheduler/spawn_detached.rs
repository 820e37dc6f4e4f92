//! How what stands above the scheduler starts a goroutine that nobody joins.

use std::future::Future;
use std::panic::Location;

/// Starts a goroutine that runs `work`, as if by a `go!` at `created_at`. A panic in it ends the program.
pub(crate) fn spawn_detached<F>(work: F, created_at: &'static Location<'static>)
where
    F: Future<Output = ()> + Send + 'static,
{
    drop(super::spawn(work, created_at));
}
