//! Asking for a dump: from a plain thread, which takes it itself, and from a goroutine, which waits
//! for a thread that does.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;

use super::Dump;
use crate::goroutine;
use crate::primitives::lock_std;
use crate::wait::park;

/// Takes a dump of all goroutines. In goroutine code the call waits; it holds up no worker.
///
/// The goroutine that calls it is shown as running. See [the module](crate::diag#what-a-dump-says)
/// for what a dump says of a program that goes on, and what it costs.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::runtime;
///
/// #[goroutines]
/// fn main() {
///     let dump = runtime::dump();
///     eprintln!("{dump}");
///     assert_eq!(dump.goroutines().len(), 1);
/// }
/// ```
///
/// # Panics
///
/// When the system refuses a thread.
///
/// # Compared with Go
///
/// Go has `runtime.Stack(buf, true)` and `pprof.Lookup("goroutine")`; both stop the world.
#[doc(alias = "Stack")]
#[doc(alias = "GoroutineProfile")]
pub fn dump() -> Dumping {
    Dumping { answer: None }
}

/// Takes a dump of all goroutines on a plain thread.
///
/// # Examples
///
/// ```
/// let dump = goroutines::runtime::dump_blocking();
/// assert!(dump.goroutines().is_empty());
/// ```
///
/// # Panics
///
/// On a worker of a runtime, where it would hold up goroutines: call [`dump`] there.
#[track_caller]
pub fn dump_blocking() -> Dump {
    park::refuse_on_worker("dump()");
    super::take(None)
}

/// The future of [`dump`].
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Dumping {
    /// What the thread leaves, once it is started.
    answer: Option<Arc<Mutex<Answer>>>,
}

/// The dump, once it is there, and who waits for it.
#[derive(Default)]
struct Answer {
    dump: Option<Dump>,
    waker: Option<Waker>,
}

impl Future for Dumping {
    type Output = Dump;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Dump> {
        let answer = self.answer.get_or_insert_with(start);
        let mut answer = lock_std(answer);
        if let Some(dump) = answer.dump.take() {
            return Poll::Ready(dump);
        }
        let before = answer.waker.replace(park::waker(cx));
        drop(answer);
        drop(before);
        park::annotate_timer();
        Poll::Pending
    }
}

/// Starts the thread.
fn start() -> Arc<Mutex<Answer>> {
    let answer = Arc::new(Mutex::new(Answer::default()));
    let (theirs, caller) = (Arc::clone(&answer), goroutine::id());
    let take = move || {
        let dump = super::take(caller);
        let mut answer = lock_std(&theirs);
        answer.dump = Some(dump);
        let waker = answer.waker.take();
        drop(answer);
        if let Some(waker) = waker {
            waker.wake();
        }
    };
    let started = thread::Builder::new().name("goroutines-dump".to_owned()).spawn(take);
    started.expect("the thread that takes the dump starts");
    answer
}

impl fmt::Debug for Dumping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dumping").finish_non_exhaustive()
    }
}
