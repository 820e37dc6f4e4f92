//! Work that blocks its thread, done on a thread of its own so that no worker stands still.

mod pool;

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use async_task::{Runnable, Task};

use crate::goroutine;
use crate::trace::wait_reason::WaitReason;
use crate::unwind::{self, Panic, SuppressReport};
use crate::wait::{budget, park};

/// Runs `f` on a thread where it may block, and waits for its result. In goroutine code the call
/// waits.
///
/// For file access, name look-ups, foreign libraries: whatever would hold up a worker. Threads are
/// started as needed, up to 500; the environment variable `BLOCKING_MAX_THREADS` sets another
/// limit, up to 10,000. A call beyond the limit waits until another has ended. So does a call for
/// which the system refuses a thread, until one is free. A thread ends once it has had nothing to
/// do for half a second.
///
/// What `f` starts with `go!` belongs to the goroutine that called.
///
/// # Panics
///
/// When `f` panics: the panic goes on in the caller. When there is no thread and the system refuses
/// one.
///
/// # Examples
///
/// ```
/// use goroutines::blocking;
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let text = blocking(|| std::fs::read_to_string("Cargo.toml"));
///     assert!(text.unwrap().contains("[package]"));
/// }
/// ```
///
/// # Compared with Go
///
/// Go notices a system call that blocks, and gives the worker's place to another thread. Here the
/// program says so.
#[track_caller]
pub fn blocking<T, F>(f: F) -> Blocking<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let spawner = goroutine::spawner();
    let work = move || {
        let _adopted = goroutine::adopt(spawner);
        // The waiter reports the panic.
        let _silence = SuppressReport::begin();
        unwind::catch_call(f)
    };
    let (runnable, task) = task_of(work);
    if let Err((_, error)) = pool::submit(runnable) {
        panic!("`blocking` cannot start a thread: {error}");
    }
    Blocking { task, at: Location::caller() }
}

/// Runs `f`, which must not panic, on a thread of the pool; nobody waits for its end.
pub(crate) fn detached(f: impl FnOnce() + Send + 'static) {
    let (runnable, task) = task_of(f);
    task.detach();
    if let Err((runnable, _)) = pool::submit(runnable) {
        // Where no thread can be started, it is done here all the same.
        runnable.run();
    }
}

/// `work` as a task. It waits for nothing, so it is scheduled once only: by whoever makes it.
fn task_of<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> (Runnable, Task<T>) {
    async_task::spawn(async move { work() }, drop)
}

/// The future of [`blocking()`]; dropping it takes back work that has not begun.
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Blocking<T> {
    /// The work, and its panic if it had one.
    task: Task<Result<T, Panic>>,
    /// Where the call stands.
    at: &'static Location<'static>,
}

impl<T> Future for Blocking<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        ready!(budget::poll_proceed(cx));
        let Poll::Ready(result) = park::poll_annotated(Pin::new(&mut self.task), cx) else {
            park::annotate(WaitReason::Blocking, self.at);
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
