//! `recover`, and what it reaches: the panic that goes on while a deferred call is polled.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::trace::wait_target::Kept;
use crate::unwind::Panic;
use crate::wait::park;

thread_local! {
    /// What the deferred call polled here may recover.
    static REACH: RefCell<Reach> = const { RefCell::new(Reach { going_on: None, recovered: None }) };
}

/// What a deferred call may recover, and has recovered.
pub(super) struct Reach {
    /// The panic that is going on.
    pub(super) going_on: Option<Panic>,
    /// What is known of the one it has recovered.
    pub(super) recovered: Option<Panic>,
}

impl Reach {
    fn take(&mut self) -> Self {
        Reach { going_on: self.going_on.take(), recovered: self.recovered.take() }
    }

    /// The panic that goes on after the deferred call itself panicked.
    pub(super) fn followed_by(self, second: Panic) -> Panic {
        match (self.going_on, self.recovered) {
            (Some(first), _) => second.replacing(first),
            (None, Some(first)) if first.message() == second.message() => second.repanicking(first),
            (None, Some(first)) => second.replacing(first),
            (None, None) => second,
        }
    }
}

/// A deferred call, polled with the panic that is going on within its reach.
pub(super) struct Recovering<F> {
    pub(super) call: F,
    pub(super) reach: Reach,
}

impl<F: Future + Unpin> Future for Recovering<F> {
    type Output = (F::Output, Reach);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        park::annotate_kept(Kept::forget_variables);
        let outer = REACH.replace(self.reach.take());
        let poll = Pin::new(&mut self.call).poll(cx);
        self.reach = REACH.replace(outer);
        poll.map(|output| (output, self.reach.take()))
    }
}

/// Stops the panic that is going on and returns it; `None` where none is.
///
/// Called in a deferred call, as Go's `recover`. The function whose panic is recovered returns the
/// zero value of its type.
///
/// # Examples
///
/// ```
/// assert!(goroutines::recover().is_none());
/// ```
///
/// # Compared with Go
///
/// Go's `recover` answers only to the deferred function itself; here a plain function that it calls
/// may recover as well.
pub fn recover() -> Option<Recovered> {
    REACH.with_borrow_mut(|reach| {
        let panic = reach.going_on.take()?;
        reach.recovered = Some(panic.recovered());
        let place = panic.place();
        Some(Recovered { panic, place })
    })
}

/// A panic that was stopped by [`recover`]; `Display` is its message.
pub struct Recovered {
    panic: Panic,
    place: Option<String>,
}

impl Recovered {
    /// The text of the panic.
    #[must_use]
    pub fn message(&self) -> &str {
        self.panic.message()
    }

    /// Where it panicked, as `FILE:LINE`, where that is known.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// What was thrown.
    #[must_use]
    pub fn into_payload(self) -> Box<dyn Any + Send> {
        self.panic.into_payload()
    }
}

impl fmt::Display for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl fmt::Debug for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recovered")
            .field("message", &self.message())
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}
