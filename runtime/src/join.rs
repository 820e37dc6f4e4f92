//! Waiting for a goroutine's end: its handle, its result, and its panic when nobody waits.

use std::any::Any;
use std::error::Error;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
#[cfg(not(loom))]
use std::time::Duration;

use async_task::Task;

use self::stage::{Joining, Stage, observe};

use crate::goroutine::{Identity, TaskHeader};
use crate::primitives::ShortLock;
use crate::trace::wait_reason::WaitReason;
use crate::trace::wait_target::WaitTarget;
use crate::wait::{budget, park};

mod case;
mod crash;
mod error;
pub(crate) mod goexit;
mod output;
mod stage;

pub use case::{JoinCase, Joinable};
pub use crash::Crash;
#[cfg(not(loom))]
pub(crate) use crash::OnPanic;
pub(crate) use crash::Unobserved;
#[cfg(not(loom))]
pub(crate) use crash::end_program;
pub use error::JoinError;
pub(crate) use output::Output;

/// What the task of a goroutine ends with.
pub(crate) type Outcome<T> = Result<Output<T>, Unobserved>;

/// The handle of a goroutine, from `go!`; dropping it lets the goroutine go on by itself.
///
/// A panic of the goroutine is delivered to [`join`](JoinHandle::join). When there is nobody left
/// who could join, because the handle is dropped before or after the panic, the panic ends the
/// program, as in Go.
///
/// # Examples
///
/// ```
/// let handle = goroutines::spawn(async { 6 * 7 });
/// assert_eq!(handle.join_blocking().unwrap(), 42);
/// ```
pub struct JoinHandle<T> {
    /// Its task.
    stage: ShortLock<Stage<T>>,
}

impl<T> JoinHandle<T> {
    pub(crate) fn new(task: Task<Outcome<T>, TaskHeader>) -> Self {
        JoinHandle { stage: ShortLock::new(Stage::Runs(task)) }
    }

    /// Waits for the goroutine's end and returns what it returned. In goroutine code the call
    /// waits.
    ///
    /// # Errors
    ///
    /// A [`JoinError`] with the goroutine's panic, if it panicked.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// #[goroutines]
    /// fn main() {
    ///     let handle = go! { panic!("boom") };
    ///     assert_eq!(handle.join().unwrap_err().message(), "boom");
    /// }
    /// ```
    #[track_caller]
    pub fn join(mut self) -> Join<T> {
        let (goroutine, identity) = self.stage.get_mut().join();
        // Nothing is left in it.
        std::mem::forget(self);
        Join { goroutine, identity, at: Location::caller() }
    }

    /// Waits for the goroutine's end by parking this thread: [`join`](JoinHandle::join) for plain
    /// code.
    ///
    /// # Errors
    ///
    /// A [`JoinError`] with the goroutine's panic, if it panicked.
    ///
    /// # Panics
    ///
    /// On a worker of a runtime, where a parked thread would hold up goroutines.
    #[track_caller]
    pub fn join_blocking(self) -> Result<T, JoinError> {
        park::block_on(self.join(), "handle.join()")
    }

    /// Like [`join_blocking`](JoinHandle::join_blocking) for the entry points: a panic stays
    /// unobserved.
    #[track_caller]
    pub(crate) fn wait(self, instead: &str) -> Option<Outcome<T>> {
        park::block_on(Wait { join: self.join() }, instead)
    }

    /// Like [`wait`](JoinHandle::wait), but calls `look` each `pause`, and stops waiting once that
    /// returns an error.
    #[cfg(not(loom))]
    #[track_caller]
    pub(crate) fn wait_watched<E>(
        self,
        instead: &str,
        pause: Duration,
        look: impl FnMut() -> Result<(), E>,
    ) -> Result<Option<Outcome<T>>, E> {
        park::block_on_watched(Wait { join: self.join() }, instead, pause, look)
    }

    /// Whether the goroutine has ended.
    ///
    /// # Examples
    ///
    /// ```
    /// let handle = goroutines::spawn(std::future::pending::<()>());
    /// assert!(!handle.is_finished());
    /// ```
    #[must_use]
    pub fn is_finished(&self) -> bool {
        let finished = self.stage.lock().is_finished();
        if !finished {
            budget::spend_in_vain();
        }
        finished
    }

    /// The goroutine's number.
    ///
    /// # Examples
    ///
    /// ```
    /// let handle = goroutines::spawn(async { goroutines::id() });
    /// let id = handle.id();
    /// assert_eq!(handle.join_blocking().unwrap(), Some(id));
    /// ```
    #[must_use]
    pub fn id(&self) -> u64 {
        self.stage.lock().identity().id
    }
}

impl<T> Drop for JoinHandle<T> {
    fn drop(&mut self) {
        self.stage.get_mut().detach();
    }
}

impl<T> IntoFuture for JoinHandle<T> {
    type Output = Result<T, JoinError>;
    type IntoFuture = Join<T>;

    #[track_caller]
    fn into_future(self) -> Join<T> {
        self.join()
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").field("id", &self.id()).field("is_finished", &self.is_finished()).finish()
    }
}

/// The future of [`JoinHandle::join`]; dropping it is dropping the handle.
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Join<T> {
    /// The goroutine it waits for.
    goroutine: Joining<T>,
    /// Who that is.
    identity: Identity,
    /// Where the `join` stands.
    at: &'static Location<'static>,
}

impl<T> Join<T> {
    /// The outcome; `None` when the goroutine's runtime was dropped before its end.
    #[inline]
    fn poll_outcome(&mut self, cx: &mut Context<'_>) -> Poll<Option<Outcome<T>>> {
        ready!(budget::poll_proceed(cx));
        let poll = self.goroutine.poll(cx);
        if poll.is_pending() {
            let id = self.identity.id;
            park::annotate_with(WaitReason::Join, self.at, |_| vec![WaitTarget::Goroutine(id)]);
        }
        poll
    }
}

impl<T> Future for Join<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = ready!(self.poll_outcome(cx));
        Poll::Ready(observe(outcome, &self.identity))
    }
}

impl<T> Drop for Join<T> {
    fn drop(&mut self) {
        self.goroutine.detach();
    }
}

impl<T> fmt::Debug for Join<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Join").field("id", &self.identity.id).finish_non_exhaustive()
    }
}

/// [`Join`] without observing a panic.
struct Wait<T> {
    join: Join<T>,
}

impl<T> Future for Wait<T> {
    type Output = Option<Outcome<T>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.join.poll_outcome(cx)
    }
}

/// What was thrown by a panic.
type Payload = Box<dyn Any + Send + 'static>;

/// Every error of the crate is one that `?` can turn into a `Box<dyn Error + Send + Sync>`.
const _: fn() = || {
    fn is_error<E: Error + Send + Sync + 'static>() {}
    is_error::<JoinError>();
};
