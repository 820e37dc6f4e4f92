//! How a goroutine starts: by `go!`, by `spawn`, and by functions of this crate that start one for
//! their callers.

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;

use super::runtime;
use super::task::{self, Block, ByHand, Origin, StartedBy, Starter};
use super::worker::with_local;
use crate::goroutine::{self, Identity};
use crate::join::JoinHandle;
use crate::wait::budget;

/// Starts a goroutine that runs `block`, a block of the function that starts it: what `go!` calls.
#[doc(hidden)]
#[track_caller]
pub fn spawn_block<F>(block: F) -> JoinHandle<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    start::<Block, F>(block, Location::caller())
}

/// Starts a goroutine that runs `future`: the form of `go!` for a future that exists already.
///
/// It works in goroutine code and on any thread. Nothing is cloned: the future has moved all that
/// it uses. Drop the handle to detach the goroutine. A panic goes to `join()` while the handle is
/// held; otherwise it ends the program.
///
/// # Examples
///
/// ```
/// let answer = async { 6 * 7 };
/// let handle = goroutines::spawn(answer);
/// assert_eq!(handle.join_blocking().unwrap(), 42);
/// ```
///
/// # Compared with Go
///
/// Go has no futures; there this is the `go` statement.
#[doc(alias = "go")]
#[track_caller]
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    start::<ByHand, F>(future, Location::caller())
}

/// Starts a goroutine that runs `work` for the caller of `S` at `created_at`. A panic in it ends
/// the program.
pub(crate) fn spawn_detached<S, F>(work: F, created_at: &'static Location<'static>)
where
    S: Starter,
    F: Future<Output = ()> + Send + 'static,
{
    drop(spawn_for::<S, F>(work, created_at));
}

/// Starts a goroutine that runs `work` for the caller of `S` at `created_at`, and that can be
/// joined.
pub(crate) fn spawn_for<S, F>(work: F, created_at: &'static Location<'static>) -> JoinHandle<F::Output>
where
    S: Starter,
    F: Future<Output: Send> + Send + 'static,
{
    start::<StartedBy<S>, F>(work, created_at)
}

/// Work that a goroutine is to do later, started by a timer or a cancellation.
pub(crate) struct LaterWork {
    work: Pin<Box<dyn Future<Output = ()> + Send>>,
    origin: LaterOrigin,
}

/// Who starts work later.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LaterOrigin {
    created_at: &'static Location<'static>,
    /// The test that it belongs to.
    scope: u16,
}

impl LaterOrigin {
    /// The calling goroutine, which called a function at `created_at`.
    pub(crate) fn new(created_at: &'static Location<'static>) -> LaterOrigin {
        let scope = goroutine::spawner().map_or(0, |spawner| spawner.scope());
        LaterOrigin { created_at, scope }
    }

    /// Starts a goroutine that runs `work`, for the caller of `S`.
    pub(crate) fn start<S: Starter>(self, work: Pin<Box<dyn Future<Output = ()> + Send>>) {
        // A goroutine that cancels starts it itself; a timer does not.
        let nobody = || Identity::new(0, 0, self.created_at).in_scope(self.scope);
        let _adopted = goroutine::current().is_none().then(|| goroutine::adopt(Some(nobody())));
        spawn_detached::<S, _>(work, self.created_at);
    }
}

impl LaterWork {
    /// The work of a function that was called at `created_at`, by the calling goroutine.
    pub(crate) fn new<F>(work: F, created_at: &'static Location<'static>) -> LaterWork
    where
        F: Future<Output = ()> + Send + 'static,
    {
        LaterWork { work: Box::pin(work), origin: LaterOrigin::new(created_at) }
    }

    /// Starts the goroutine, for the caller of `S`.
    pub(crate) fn start<S: Starter>(self) {
        self.origin.start::<S>(self.work);
    }
}

/// Starts a goroutine on the runtime whose worker this thread is, or else on the default one.
fn start<O, F>(future: F, created_at: &'static Location<'static>) -> JoinHandle<F::Output>
where
    O: Origin + 'static,
    F: Future<Output: Send> + Send + 'static,
{
    budget::spend();
    with_local(|here| {
        let scheduler = here.map_or_else(|| runtime::global().scheduler, |local| local.scheduler);
        task::start::<O, F>(scheduler, here, future, created_at)
    })
}
