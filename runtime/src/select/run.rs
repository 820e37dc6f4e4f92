//! A `select!` as a future: try all cases, join all queues, leave all queues.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};

use super::order::first_ready;
use crate::primitives::Arc;
use crate::trace::wait_reason::WaitReason;
use crate::trace::wait_target::Body;
use crate::wait::case::{Case, Registered};
use crate::wait::select_token::SelectToken;
use crate::wait::{budget, park};

/// How often a `select!` with `default` looks at its channels before it lets others run.
const ROUNDS: u32 = if cfg!(loom) { 2 } else { 16 };

/// A list of cases.
#[doc(hidden)]
pub trait Cases {
    /// How many there are.
    fn count(&self) -> usize;
    /// One of them.
    fn at(&mut self, index: usize) -> &mut dyn Case;
}

impl<'b> Cases for &mut [&'b mut (dyn Case + Send + 'b)] {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&mut self, index: usize) -> &mut dyn Case {
        &mut *self[index]
    }
}

/// The future of a `select!` without `default`: the index of the case that was done.
///
/// Dropped before it is ready, none of its cases has been done, unless it is a send whose value was
/// taken meanwhile.
#[doc(hidden)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Selecting<L: Cases> {
    /// The cases.
    cases: L,
    /// What its cases in the queues share, while it waits.
    token: Option<Arc<SelectToken>>,
    /// Where the program selects.
    at: &'static Location<'static>,
}

/// The future of a `select!` with `default`: the index of the case that was done, if one was ready.
#[doc(hidden)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct TrySelecting<L: Cases> {
    /// The cases.
    cases: L,
}

/// Waits until one of `cases` is done, chosen at random among those that are ready; without cases,
/// forever.
#[doc(hidden)]
#[track_caller]
pub fn select<'a, 'b>(
    cases: &'a mut [&'b mut (dyn Case + Send + 'b)],
) -> Selecting<&'a mut [&'b mut (dyn Case + Send + 'b)]> {
    Selecting::new(cases)
}

/// Does one of `cases`, chosen at random among those that are ready, if there is one. It waits for
/// nothing but its turn.
#[doc(hidden)]
pub fn try_select<'a, 'b>(
    cases: &'a mut [&'b mut (dyn Case + Send + 'b)],
) -> TrySelecting<&'a mut [&'b mut (dyn Case + Send + 'b)]> {
    TrySelecting::new(cases)
}

/// Like [`select`], on a plain thread, which it parks while it waits.
///
/// # Panics
///
/// On a worker of a runtime, where it would hold up goroutines.
#[doc(hidden)]
#[track_caller]
pub fn select_blocking<'b>(cases: &mut [&'b mut (dyn Case + Send + 'b)]) -> usize {
    park::block_on(select(cases), "select! { … }")
}

impl<L: Cases> Selecting<L> {
    #[track_caller]
    pub(crate) fn new(cases: L) -> Selecting<L> {
        Selecting { cases, token: None, at: Location::caller() }
    }

    /// The cases, once one of them is done.
    pub(crate) fn cases_mut(&mut self) -> &mut L {
        &mut self.cases
    }

    fn try_complete(&mut self) -> Option<usize> {
        first_ready(self.cases.count(), |index| self.cases.at(index).try_complete())
    }

    fn reason(&self) -> WaitReason {
        if self.cases.count() == 0 { WaitReason::SelectNoCases } else { WaitReason::Select }
    }

    /// Registers every case, unless one gets ready meanwhile. The order is random: where one
    /// channel is in two cases, a peer finds either first.
    fn park(&mut self, cx: &mut Context<'_>) -> Poll<usize> {
        let token = new_token(park::waker(cx));
        let cases = &mut self.cases;
        let ended = first_ready(cases.count(), |index| {
            let number = u32::try_from(index).expect("too many cases");
            cases.at(index).register(&token, number, cx) != Registered::Waits
        });
        self.wait_or_end(token, ended)
    }

    /// Looks again at the cases that no peer completes.
    fn poll_registered(&mut self, token: Arc<SelectToken>, cx: &mut Context<'_>) -> Poll<usize> {
        let cases = &mut self.cases;
        let ended = first_ready(cases.count(), |index| {
            cases.at(index).poll_registered(&token, index as u32, cx) != Registered::Waits
        });
        self.wait_or_end(token, ended)
    }

    /// Waits, unless the case `ended` has found that the token is taken, for itself or for another
    /// case.
    fn wait_or_end(&mut self, token: Arc<SelectToken>, ended: Option<usize>) -> Poll<usize> {
        if let Some(ended) = ended {
            let chosen = token.give_up();
            return Poll::Ready(self.unregister(token, chosen).unwrap_or(ended));
        }
        self.token = Some(token);
        self.note();
        Poll::Pending
    }

    /// Records for a trace why it waits.
    #[inline]
    fn note(&mut self) {
        let (reason, cases) = (self.reason(), &mut self.cases);
        let seen = |body: &Body| (0..cases.count()).filter_map(|index| cases.at(index).snapshot(body)).collect();
        park::annotate_with(reason, self.at, seen);
    }

    /// Leaves all queues.
    fn unregister(&mut self, token: Arc<SelectToken>, chosen: Option<u32>) -> Option<usize> {
        let chosen = chosen.map(|case| case as usize);
        for index in 0..self.cases.count() {
            self.cases.at(index).unregister(chosen == Some(index));
        }
        recycle(token);
        chosen
    }

    /// Ends the wait: one last try, or what the wait has come to.
    pub(super) fn give_up(&mut self) -> Option<usize> {
        match self.token.take() {
            None => self.try_complete(),
            Some(token) => {
                let chosen = token.give_up();
                self.unregister(token, chosen)
            }
        }
    }
}

impl<L: Cases> TrySelecting<L> {
    pub(super) fn new(cases: L) -> TrySelecting<L> {
        TrySelecting { cases }
    }

    /// Does one of the cases; `Some(None)` if none was ready at one moment, and `None` if that is
    /// not certain, because a channel changed meanwhile.
    fn try_in_one_moment(&mut self) -> Option<Option<usize>> {
        let (cases, mut last) = (&mut self.cases, 0);
        let count = cases.count();
        let done = first_ready(count, |index| {
            last = index;
            cases.at(index).try_complete()
        });
        // Each case needed to wait when it was tried. If nothing has changed since at any but the
        // last, then all needed to wait at the moment at which the last was tried.
        let is_certain = done.is_some() || (0..count).all(|index| index == last || cases.at(index).is_unchanged());
        is_certain.then_some(done)
    }
}

impl<L: Cases + Unpin> Future for Selecting<L> {
    type Output = usize;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<usize> {
        let this = &mut *self;
        let Some(token) = this.token.take() else {
            ready!(budget::poll_proceed(cx));
            return this.try_complete().map_or_else(|| this.park(cx), Poll::Ready);
        };
        match token.poll(cx) {
            Ok(chosen) => Poll::Ready(this.unregister(token, Some(chosen)).unwrap_or_default()),
            Err(replaced) => {
                drop(replaced);
                this.poll_registered(token, cx)
            }
        }
    }
}

impl<L: Cases + Unpin> Future for TrySelecting<L> {
    type Output = Option<usize>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<usize>> {
        ready!(budget::poll_proceed(cx));
        for _ in 0..ROUNDS {
            if let Some(done) = self.try_in_one_moment() {
                return Poll::Ready(done);
            }
        }
        // Others have changed the channels in each round: let them run.
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl<L: Cases> Drop for Selecting<L> {
    fn drop(&mut self) {
        let Some(token) = self.token.take() else { return };
        // From here on no case can be completed; one that was completed before is undone.
        let chosen = token.give_up().map(|case| case as usize);
        for index in 0..self.cases.count() {
            self.cases.at(index).cancel(chosen == Some(index));
        }
        recycle(token);
    }
}

impl<L: Cases> fmt::Debug for Selecting<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Selecting").field("waits", &self.token.is_some()).finish_non_exhaustive()
    }
}

impl<L: Cases> fmt::Debug for TrySelecting<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrySelecting").finish_non_exhaustive()
    }
}

#[cfg(not(loom))]
thread_local! {
    /// A claim that nobody holds, so that a `select!` that waits seldom allocates.
    static SPARE: std::cell::Cell<Option<Arc<SelectToken>>> = const { std::cell::Cell::new(None) };
}

/// A claim for a wait that `waker` ends.
#[cfg(not(loom))]
fn new_token(waker: Waker) -> Arc<SelectToken> {
    match SPARE.try_with(std::cell::Cell::take).ok().flatten() {
        None => Arc::new(SelectToken::new(waker)),
        Some(token) => {
            drop(token.renew(Some(waker)));
            token
        }
    }
}

/// Keeps a claim for the next wait, now that its cases have left their queues: nobody else holds
/// it, or it is not kept.
#[cfg(not(loom))]
fn recycle(mut token: Arc<SelectToken>) {
    drop(token.renew(None));
    if Arc::get_mut(&mut token).is_some() {
        let _ = SPARE.try_with(|spare| spare.set(Some(token)));
    }
}

/// A claim for a wait that `waker` ends; what outlives a run of a model would confuse loom, so
/// there is no spare one.
#[cfg(loom)]
fn new_token(waker: Waker) -> Arc<SelectToken> {
    Arc::new(SelectToken::new(waker))
}

#[cfg(loom)]
fn recycle(token: Arc<SelectToken>) {
    drop(token);
}
