//! The cases of a `select!`: what `select!` asks of everything that can wait.
//!
//! A [`Case`] is one operation among those of a `select!`. Operations of this crate become cases in
//! one of two ways. Where a *peer* completes the wait (a channel, a semaphore, a
//! `RwLock`, a `WaitGroup`), the operation is
//! [`Waitable`]: its waiter refers to the select token, which the peer takes before it completes the case. Where the wait ends by itself (a timer, a socket, a goroutine's end) or the lock is competed for (a `Mutex`),
//! the operation is [`PollReady`]: it is woken to look, and does the operation while it takes the
//! token itself. Either way exactly one case happens, and the others have no effect.

use std::task::{Context, Poll};

use super::select_token::{SelectCase, SelectToken};
use crate::primitives::Arc;
use crate::trace::wait_target::{Body, WaitTarget};

/// What a `select!` does with each of its cases.
#[doc(hidden)]
pub trait Case {
    /// Does the operation if that needs no wait. Not called while the case is registered.
    fn try_complete(&mut self) -> bool;

    /// Does the operation if that needs no wait and `token` can be taken; else takes its place
    /// among the waiters.
    fn register(&mut self, token: &Arc<SelectToken>, index: u32, cx: &mut Context<'_>) -> Registered;

    /// Looks again, after a wake-up, whether the operation needs no wait any more. A case that only
    /// a peer completes has nothing to look at.
    fn poll_registered(&mut self, _: &Arc<SelectToken>, _: u32, _: &mut Context<'_>) -> Registered {
        Registered::Waits
    }

    /// Leaves the waiters, with the outcome of the operation if it was `chosen`.
    fn unregister(&mut self, chosen: bool);

    /// Leaves the waiters as if it had never waited: if it was `chosen`, what it was given goes to
    /// the next waiter.
    fn cancel(&mut self, chosen: bool);

    /// Whether the case could not have been ready at any moment since the last try in vain. True
    /// for operations that cannot be looked at in one moment with others.
    fn is_unchanged(&self) -> bool {
        true
    }

    /// What the case waits for, for a trace; `None` if it can never be ready.
    fn snapshot(&self, body: &Body) -> Option<WaitTarget>;
}

/// The result of [`Case::register`].
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    /// It waits, or will never be ready.
    Waits,
    /// It is done, and the token is taken for it.
    Done,
    /// The token was taken for another case.
    Lost,
}

/// The result of [`Waitable::register`].
#[doc(hidden)]
#[derive(Debug)]
pub enum Attempt<T> {
    /// It waits, or will never be ready.
    Waits,
    /// It is done, with this outcome, and the token is taken for it.
    Done(T),
    /// The token was taken for another case.
    Lost,
}

impl<T> Attempt<T> {
    /// The attempt with another outcome.
    pub(crate) fn map<U>(self, outcome: impl FnOnce(T) -> U) -> Attempt<U> {
        match self {
            Attempt::Waits => Attempt::Waits,
            Attempt::Done(value) => Attempt::Done(outcome(value)),
            Attempt::Lost => Attempt::Lost,
        }
    }

    /// The outcome, if it is done.
    pub(crate) fn done(self) -> Option<T> {
        match self {
            Attempt::Done(value) => Some(value),
            Attempt::Waits | Attempt::Lost => None,
        }
    }
}

impl<T> From<Option<T>> for Attempt<T> {
    /// Done with the outcome that is there; else it waits.
    fn from(outcome: Option<T>) -> Attempt<T> {
        outcome.map_or(Attempt::Waits, Attempt::Done)
    }
}

/// An operation of this crate that waits, and can be a case of a `select!`: `mutex.lock()`,
/// `semaphore.acquire(2)`, `handle.join()`, `time::sleep(d)`, `conn.read(&mut buf)`.
///
/// A case that is not chosen has no effect. Any other future runs in a goroutine, which is joined
/// by a case.
#[diagnostic::on_unimplemented(
    message = "select case must be send or receive, or an operation of this crate that waits, not `{Self}`",
    label = "not an operation of this crate that waits",
    note = "run a future of another crate in a goroutine and wait for its end: \
            `let h = go!(…);`, then the case `r = h.join() => …`"
)]
pub trait Waitable {
    /// What the operation gives.
    type Output;

    /// Does the operation if that needs no wait. Not called while it is registered.
    #[doc(hidden)]
    fn try_now(&mut self) -> Option<Self::Output>;

    /// Does the operation if that needs no wait and `case`'s token can be taken; else waits.
    #[doc(hidden)]
    fn register(&mut self, case: SelectCase<'_>, cx: &mut Context<'_>) -> Attempt<Self::Output>;

    /// Looks again after a wake-up.
    #[doc(hidden)]
    fn poll_registered(&mut self, _: SelectCase<'_>, _: &mut Context<'_>) -> Attempt<Self::Output> {
        Attempt::Waits
    }

    /// Leaves the waiters. If a peer completed the operation (`chosen`), returns its outcome.
    #[doc(hidden)]
    fn unregister(&mut self, chosen: bool) -> Option<Self::Output>;

    /// What the operation waits for, for a trace.
    #[doc(hidden)]
    fn target(&self, _: &Body) -> WaitTarget {
        WaitTarget::Open
    }
}

/// An operation whose wait ends by itself: it is polled for readiness, and then tried.
#[doc(hidden)]
pub trait PollReady {
    /// What the operation gives.
    type Output;

    /// Does the operation if that needs no wait. It must not run user code, nor lock a channel, nor
    /// wake: it may be called under the lock of a select token.
    fn try_now(&mut self) -> Option<Self::Output>;

    /// Registers interest, and returns `Ready` if it is worth a try. It has no other effect.
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<()>;

    /// Drops the interest.
    fn forget(&mut self);

    /// What the operation waits for, for a trace.
    fn target(&self, _: &Body) -> WaitTarget {
        WaitTarget::Open
    }
}

impl<P: PollReady> Waitable for P {
    type Output = P::Output;

    fn try_now(&mut self) -> Option<P::Output> {
        PollReady::try_now(self)
    }

    fn register(&mut self, case: SelectCase<'_>, cx: &mut Context<'_>) -> Attempt<P::Output> {
        self.poll_registered(case, cx)
    }

    fn poll_registered(&mut self, case: SelectCase<'_>, cx: &mut Context<'_>) -> Attempt<P::Output> {
        // A try in vain has used up the readiness: the next look registers interest in the next
        // one.
        while self.poll_ready(cx).is_ready() {
            match case.take_if(|| PollReady::try_now(self)) {
                None => return Attempt::Lost,
                Some(Some(outcome)) => return Attempt::Done(outcome),
                Some(None) => {}
            }
        }
        Attempt::Waits
    }

    fn unregister(&mut self, _: bool) -> Option<P::Output> {
        self.forget();
        None
    }

    fn target(&self, body: &Body) -> WaitTarget {
        PollReady::target(self, body)
    }
}

/// The case of a [`Waitable`]; made by `wait_case`.
#[doc(hidden)]
#[derive(Debug)]
pub struct WaitCase<W: Waitable> {
    /// The operation; `None` if its guard was false.
    operation: Option<W>,
    /// Its outcome, once it happened.
    outcome: Option<W::Output>,
}

/// Nothing in it is pinned.
impl<W: Waitable> Unpin for WaitCase<W> {}

/// The case of `operation`.
#[doc(hidden)]
pub fn wait_case<W: Waitable>(operation: W) -> WaitCase<W> {
    WaitCase { operation: Some(operation), outcome: None }
}

impl<W: Waitable> WaitCase<W> {
    /// Makes the case ready only if `guard` holds.
    #[must_use]
    pub fn only_if(mut self, guard: bool) -> WaitCase<W> {
        self.operation = self.operation.filter(|_| guard);
        self
    }

    /// What the operation gave, if this case was chosen.
    pub fn take(&mut self) -> Option<W::Output> {
        self.outcome.take()
    }

    /// Keeps the outcome of an attempt.
    fn keep(&mut self, attempt: Attempt<W::Output>) -> Registered {
        match attempt {
            Attempt::Waits => Registered::Waits,
            Attempt::Lost => Registered::Lost,
            Attempt::Done(outcome) => {
                self.outcome = Some(outcome);
                Registered::Done
            }
        }
    }
}

impl<W: Waitable> Case for WaitCase<W> {
    fn try_complete(&mut self) -> bool {
        self.outcome = self.operation.as_mut().and_then(Waitable::try_now);
        self.outcome.is_some()
    }

    fn register(&mut self, token: &Arc<SelectToken>, index: u32, cx: &mut Context<'_>) -> Registered {
        let Some(operation) = &mut self.operation else { return Registered::Waits };
        let attempt = operation.register(SelectCase { token, case: index }, cx);
        self.keep(attempt)
    }

    fn poll_registered(&mut self, token: &Arc<SelectToken>, index: u32, cx: &mut Context<'_>) -> Registered {
        let Some(operation) = &mut self.operation else { return Registered::Waits };
        let attempt = operation.poll_registered(SelectCase { token, case: index }, cx);
        self.keep(attempt)
    }

    fn unregister(&mut self, chosen: bool) {
        let Some(operation) = &mut self.operation else { return };
        let given = operation.unregister(chosen && self.outcome.is_none());
        self.outcome = self.outcome.take().or(given);
    }

    fn cancel(&mut self, chosen: bool) {
        // Dropping the outcome gives back what the operation was given.
        self.unregister(chosen);
        self.outcome = None;
    }

    fn snapshot(&self, body: &Body) -> Option<WaitTarget> {
        self.operation.as_ref().map(|operation| operation.target(body))
    }
}
