//! Work that blocks its thread, done on a thread of its own so that no worker stands still.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};

use crate::goroutine;
use crate::idle_threads;
use crate::idle_threads::CountGuard;
use crate::idle_threads::barrier::{self, PoolBarrier};
use crate::trace::wait_reason::WaitReason;
use crate::unwind::{self, Panic, SuppressReport};
use crate::wait::{budget, park};

/// Runs `f` on a thread where it may block, and waits for its result. In goroutine code the call waits.
///
/// For file access, name look-ups, foreign libraries: whatever would hold up a worker. The threads come
/// from the pool of the crate `blocking`, which grows as needed, up to 500 threads; the environment
/// variable `BLOCKING_MAX_THREADS` sets another limit, up to 10,000. A call beyond the limit waits until
/// another has ended. So does a call for which the system refuses a thread, until one is free. A thread
/// ends once it has had nothing to do for half a second, except while the deadlock detector asks the
/// pool whether it is idle: a program whose goroutines all wait keeps its threads.
///
/// What `f` starts with `go!` belongs to the goroutine that called.
///
/// # Panics
///
/// When `f` panics: the panic goes on in the caller.
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
/// Go notices a system call that blocks, and gives the worker's place to another thread. Here the program says so.
#[track_caller]
pub fn blocking<T, F>(f: F) -> Blocking<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let (counted, spawner) = (idle_threads::begin_blocking(), goroutine::spawner());
    let task = ::blocking::unblock(move || {
        let _counted = counted;
        KNOWN.with(|_| ());
        let _adopted = goroutine::adopt(spawner);
        // The waiter reports the panic.
        let _silence = SuppressReport::begin();
        unwind::catch_call(f)
    });
    Blocking { task, at: Location::caller() }
}

/// Runs `f`, which must not panic, on a thread of the pool; nobody waits for its end.
pub(crate) fn detached(f: impl FnOnce() + Send + 'static) {
    let counted = idle_threads::begin_blocking();
    let task = ::blocking::unblock(move || {
        let _counted = counted;
        KNOWN.with(|_| ());
        f();
    });
    task.detach();
}

/// How many threads of the pool have run work of ours, and live.
static THREADS: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// Counts a thread of the pool.
    static KNOWN: Known = Known::new();
}

/// A thread of the pool, counted as ours: it does nothing by itself. Whether it works for others, [`is_idle`] finds out.
struct Known(#[allow(dead_code, reason = "counts as long as it lives")] CountGuard);

impl Known {
    fn new() -> Known {
        THREADS.fetch_add(1, Ordering::SeqCst);
        Known(idle_threads::register_thread())
    }
}

impl Drop for Known {
    fn drop(&mut self) {
        THREADS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether no thread of the pool does anything; others may use the pool as well.
pub(crate) fn is_idle() -> bool {
    let threads = THREADS.load(Ordering::SeqCst);
    threads == 0 || barrier::all_idle(threads, |barrier| (0..threads).for_each(|_| call(barrier)))
}

/// Gives the pool a job that attends the barrier; a thread that is new to us is one that was not counted.
fn call(barrier: &Arc<PoolBarrier>) {
    let barrier = Arc::clone(barrier);
    ::blocking::unblock(move || barrier.arrive(false)).detach();
}

/// The future of [`blocking()`]; dropping it takes back work that has not begun.
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Blocking<T> {
    /// The work, and its panic if it had one.
    task: ::blocking::Task<Result<T, Panic>>,
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
