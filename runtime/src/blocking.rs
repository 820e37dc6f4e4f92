//! Work that blocks its thread, done on a thread of its own so that no worker stands still.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::goroutine::park;
use crate::goroutine::wait_reason::WaitReason;
use crate::unwind::{self, Panic, Silence};

/// Runs `f` on a thread where it may block, and waits for its result. In goroutine code the call waits.
///
/// For file access, name look-ups, foreign libraries: whatever would hold up a worker. The threads come from a pool that
/// grows as needed and shrinks when idle.
///
/// # Panics
///
/// When `f` panics: the panic goes on in the caller.
///
/// # Examples
///
/// ```
/// let text = goroutines_runtime::run(async {
///     goroutines_runtime::blocking(|| std::fs::read_to_string("Cargo.toml")).await
/// });
/// assert!(text.unwrap().contains("[package]"));
/// ```
///
/// # Compared with Go
///
/// Go notices a system call that blocks, and gives the worker's place to another thread. Here the program says so.
#[track_caller]
pub fn blocking<T, F>(f: F) -> Blocking<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let task = ::blocking::unblock(move || {
        // The waiter reports the panic.
        let _silence = Silence::begin();
        unwind::catch_call(f)
    });
    Blocking { task, at: Location::caller() }
}

/// The future of [`blocking()`]; dropping it takes back work that has not begun.
#[must_use = "a future does nothing unless it is awaited"]
pub struct Blocking<T> {
    /// The work, and its panic if it had one.
    task: ::blocking::Task<Result<T, Panic>>,
    /// Where the call stands.
    at: &'static Location<'static>,
}

impl<T> Future for Blocking<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        ready!(park::poll_proceed(cx));
        let Poll::Ready(result) = Pin::new(&mut self.task).poll(cx) else {
            park::note(WaitReason::Blocking, self.at);
            return Poll::Pending;
        };
        Poll::Ready(result.unwrap_or_else(|panic| unwind::resume(panic)))
    }
}

impl<T> fmt::Debug for Blocking<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocking").field("at", &format_args!("{}", self.at)).finish_non_exhaustive()
    }
}
