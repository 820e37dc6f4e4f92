//! `Once`: work that is done at most once, however many goroutines ask for it.

mod lazy;
mod turn;
mod values;

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

pub use self::lazy::{Call, Get, OnceFunc, OnceValue, once_func, once_value};
use self::turn::{Turn, Turns};
pub use self::values::{GetBoth, OnceValues, once_values};
use crate::wait::budget;

/// Go's `sync.Once`: the first to come does the work, the others wait until it is done.
///
/// Work that panics counts as done, as in Go. Work whose future is dropped half-way (explicit async
/// code can do that, Go cannot) does not: one of those who wait does its own work instead. Asking
/// again from inside the work waits forever.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::sync::Once;
///
/// static SETUP: Once = Once::new();
///
/// #[goroutines]
/// fn handle() {
///     SETUP.do_once(async { println!("only once") });
/// }
/// ```
#[derive(Default)]
pub struct Once {
    /// Whose turn it is.
    turns: Turns,
}

impl Once {
    /// A `Once` whose work is still to be done.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(!goroutines::sync::Once::new().is_done());
    /// ```
    #[cfg(not(loom))]
    #[must_use]
    pub const fn new() -> Once {
        Once { turns: Turns::new() }
    }

    #[cfg(loom)]
    #[allow(missing_docs, reason = "exists in models only")]
    pub fn new() -> Once {
        Once { turns: Turns::new() }
    }

    /// Runs `work` to its end if nobody has begun before; waits for the end of the work of whoever
    /// has.
    ///
    /// When it is ready, the work is done, and its effects are seen.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::Once;
    ///
    /// #[goroutines]
    /// fn connect_once(once: &Once) {
    ///     once.do_once(async { /* connect */ });
    ///     assert!(once.is_done());
    /// }
    /// ```
    #[doc(alias = "Do")]
    #[doc(alias = "call_once")]
    #[track_caller]
    pub fn do_once<F>(&self, work: F) -> DoOnce<'_, F>
    where
        F: Future<Output = ()>,
    {
        DoOnce { turn: Turn::new(&self.turns, Location::caller()), work }
    }

    /// Whether the work is done, or has panicked.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(!goroutines::sync::Once::new().is_done());
    /// ```
    pub fn is_done(&self) -> bool {
        let done = self.turns.is_done();
        if !done {
            budget::spend_in_vain();
        }
        done
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").field("done", &self.is_done()).finish()
    }
}

pin_project! {
    /// The future of [`Once::do_once`].
    #[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
    pub struct DoOnce<'a, F> {
        // Whether it is the one to work, and its place among the waiters.
        turn: Turn<'a>,
        // The work.
        #[pin]
        work: F,
    }
}

impl<F> DoOnce<'_, F> {
    /// Whether it does the work itself.
    pub(crate) fn does_the_work(&self) -> bool {
        self.turn.has_the_turn()
    }
}

impl<F: Future<Output = ()>> Future for DoOnce<'_, F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        if this.turn.is_new() {
            ready!(budget::poll_proceed(cx));
        }
        if ready!(this.turn.poll(cx)) {
            return Poll::Ready(());
        }
        let done = this.turn.done_on_drop();
        let polled = this.work.poll(cx);
        if polled.is_pending() {
            done.not_yet();
        }
        polled
    }
}

impl<F> fmt::Debug for DoOnce<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DoOnce").finish_non_exhaustive()
    }
}
