//! Sends and receives that wait no longer than until a deadline.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use super::error::{RecvTimeoutError, SendTimeoutError};
use super::recv::Recv;
use super::send::Send;
use crate::timer::TimerFuture;

/// The future of [`send_timeout`](super::Sender::send_timeout) and
/// [`send_deadline`](super::Sender::send_deadline).
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct SendTimeout<'a, T> {
    /// The send by itself.
    send: Send<'a, T>,
    /// When it gives up.
    deadline: Deadline,
}

/// The future of [`recv_timeout`](super::Receiver::recv_timeout) and
/// [`recv_deadline`](super::Receiver::recv_deadline).
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct RecvTimeout<'a, T> {
    /// The receive by itself.
    recv: Recv<'a, T>,
    /// When it gives up.
    deadline: Deadline,
}

/// A deadline that is watched only once one has to wait.
pub(crate) enum Deadline {
    /// So far ahead that no clock can say when.
    Never,
    /// Not waited for yet.
    At(Instant),
    /// Waited for.
    Watched(TimerFuture),
}

impl Deadline {
    /// A limit at `deadline`; `None` is never.
    pub(crate) fn new(deadline: Option<Instant>) -> Deadline {
        deadline.map_or(Deadline::Never, Deadline::At)
    }

    /// Whether the deadline is over; if not, the task of `cx` is woken when it is.
    pub(crate) fn is_over(&mut self, cx: &mut Context<'_>) -> bool {
        if let Deadline::At(deadline) = *self {
            *self = Deadline::Watched(TimerFuture::at(deadline));
        }
        match self {
            Deadline::Watched(timer) => Pin::new(timer).poll(cx).is_ready(),
            Deadline::Never | Deadline::At(_) => false,
        }
    }
}

impl<'a, T> SendTimeout<'a, T> {
    pub(super) fn new(send: Send<'a, T>, deadline: Option<Instant>) -> SendTimeout<'a, T> {
        SendTimeout { send, deadline: Deadline::new(deadline) }
    }
}

impl<'a, T> RecvTimeout<'a, T> {
    pub(super) fn new(recv: Recv<'a, T>, deadline: Option<Instant>) -> RecvTimeout<'a, T> {
        RecvTimeout { recv, deadline: Deadline::new(deadline) }
    }
}

impl<T> Future for SendTimeout<'_, T> {
    type Output = Result<(), SendTimeoutError<T>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(sent) = Pin::new(&mut self.send).poll(cx) {
            return Poll::Ready(sent.map_err(SendTimeoutError::from));
        }
        if self.deadline.is_over(cx) { Poll::Ready(self.send.give_up()) } else { Poll::Pending }
    }
}

impl<T> Future for RecvTimeout<'_, T> {
    type Output = Result<T, RecvTimeoutError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(received) = Pin::new(&mut self.recv).poll(cx) {
            return Poll::Ready(received.ok_or(RecvTimeoutError::Closed));
        }
        if self.deadline.is_over(cx) { Poll::Ready(self.recv.give_up()) } else { Poll::Pending }
    }
}

impl<T> fmt::Debug for SendTimeout<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendTimeout").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for RecvTimeout<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvTimeout").finish_non_exhaustive()
    }
}
