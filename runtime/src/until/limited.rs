//! The futures of operations with a limit.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context as Cx, Poll, ready};
use std::time::Duration;

use super::Elapsed;
use crate::chan::Receiver;
use crate::context::{Context, ContextError};
use crate::select::{Case, Cases, RecvCase, Selecting, WaitCase, Waitable, recv_case, wait_case};
use crate::time::{Sleep, sleep};

/// An operation, and what ends the wait for it.
struct Pair<W: Waitable, L> {
    /// The operation.
    operation: WaitCase<W>,
    /// What ends the wait.
    limit: L,
}

impl<W: Waitable, L: Case> Cases for Pair<W, L> {
    fn count(&self) -> usize {
        2
    }

    fn at(&mut self, index: usize) -> &mut dyn Case {
        if index == 0 { &mut self.operation } else { &mut self.limit }
    }
}

/// Polls `selecting`; the outcome of the operation, or `None` when the limit is reached.
fn poll<W: Waitable, L: Case + Unpin>(
    selecting: &mut Selecting<Pair<W, L>>,
    cx: &mut Cx<'_>,
) -> Poll<Option<W::Output>> {
    let chosen = ready!(Pin::new(&mut *selecting).poll(cx));
    Poll::Ready(selecting.cases_mut().operation.take().filter(|_| chosen == 0))
}

/// The future of an operation that waits no longer than until a context is over, such as
/// [`Mutex::lock_ctx`](crate::sync::Mutex::lock_ctx).
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct OrDone<W: Waitable> {
    /// The operation, and the channel of the context.
    selecting: Selecting<Pair<W, RecvCase<Receiver<()>>>>,
    /// The context.
    ctx: Context,
    /// Whether an operation that is done is given back if the context is over too.
    is_strict: bool,
    /// Whether it was polled.
    is_polled: bool,
}

impl<W: Waitable> OrDone<W> {
    #[track_caller]
    pub(crate) fn new(operation: W, ctx: &Context) -> OrDone<W> {
        let pair = Pair { operation: wait_case(operation), limit: recv_case(ctx.done()) };
        OrDone { selecting: Selecting::new(pair), ctx: ctx.clone(), is_strict: false, is_polled: false }
    }

    /// Fails also if the operation is done, once the context is over.
    pub(super) fn strict(mut self) -> OrDone<W> {
        self.is_strict = true;
        self
    }
}

impl<W: Waitable> Future for OrDone<W> {
    type Output = Result<W::Output, ContextError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Cx<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let is_first = !std::mem::replace(&mut this.is_polled, true);
        if is_first && let Some(error) = this.ctx.err() {
            return Poll::Ready(Err(error));
        }
        let outcome = ready!(poll(&mut this.selecting, cx));
        Poll::Ready(match (outcome, this.ctx.err()) {
            (Some(outcome), error) if !this.is_strict || error.is_none() => Ok(outcome),
            (_, error) => Err(error.unwrap_or(ContextError::Canceled)),
        })
    }
}

impl<W: Waitable> fmt::Debug for OrDone<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrDone").field("ctx", &self.ctx).finish_non_exhaustive()
    }
}

/// The future of an operation that waits no longer than for a time, such as
/// [`JoinHandle::join_timeout`](crate::JoinHandle::join_timeout).
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Within<W: Waitable> {
    /// The operation, and the timer.
    selecting: Selecting<Pair<W, WaitCase<Sleep>>>,
}

impl<W: Waitable> Within<W> {
    #[track_caller]
    pub(super) fn new(operation: W, limit: Duration) -> Within<W> {
        let pair = Pair { operation: wait_case(operation), limit: wait_case(sleep(limit)) };
        Within { selecting: Selecting::new(pair) }
    }
}

impl<W: Waitable> Future for Within<W> {
    type Output = Result<W::Output, Elapsed>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Cx<'_>) -> Poll<Self::Output> {
        poll(&mut self.selecting, cx).map(|outcome| outcome.ok_or(Elapsed(())))
    }
}

impl<W: Waitable> fmt::Debug for Within<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Within").finish_non_exhaustive()
    }
}
