//! The futures of operations on sockets.

use std::future::Future;
use std::io;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::error;
use super::side::Direction;
use super::socket::Socket;
use super::source::{Source, Stream};
use crate::trace::wait_target::{Body, WaitTarget};
use crate::wait::budget;
use crate::wait::case::PollReady;
use crate::wait::io::IoWait;

/// An operation that is tried until it is done: a read, a receive, a send.
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub(super) struct Transfer<'a, S: Source, F> {
    socket: &'a Socket<S>,
    direction: Direction,
    op: &'static str,
    /// Tries once.
    attempt: F,
    /// Whether there is nothing to transfer, so that neither readiness nor the deadline matters.
    empty: bool,
    /// What ended the wait of a `select!`, for its next try.
    failed: Option<io::Error>,
    /// The wait for the socket.
    wait: IoWait,
    /// Where the program calls it.
    at: &'static Location<'static>,
}

impl<'a, S: Source, F> Transfer<'a, S, F> {
    pub(super) fn new(
        socket: &'a Socket<S>,
        direction: Direction,
        op: &'static str,
        attempt: F,
        at: &'static Location<'static>,
    ) -> Self {
        Transfer { socket, direction, op, attempt, empty: false, failed: None, wait: IoWait::new(), at }
    }

    /// Returns true if the buffer is empty: then a stream has nothing to wait for.
    pub(super) fn empty(mut self, empty: bool) -> Self {
        self.empty = empty;
        self
    }
}

impl<S: Source, F, R> Future for Transfer<'_, S, F>
where
    F: FnMut(&S) -> io::Result<R> + Unpin,
{
    type Output = io::Result<R>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<R>> {
        ready!(budget::poll_proceed(cx));
        if self.empty {
            let Transfer { socket, op, attempt, .. } = &mut *self;
            return Poll::Ready(socket.with(op, attempt));
        }
        let Transfer { socket, direction, op, attempt, wait, at, .. } = &mut *self;
        let polled = socket.poll_io(*direction, cx, Some(&mut *wait), at, attempt);
        if polled.is_ready() {
            wait.ready();
        }
        polled.map_err(|error| socket.error(op, error))
    }
}

/// As a case of `select!`.
impl<S: Source, F, R> PollReady for Transfer<'_, S, F>
where
    F: FnMut(&S) -> io::Result<R> + Unpin,
{
    type Output = io::Result<R>;

    fn try_now(&mut self) -> Option<io::Result<R>> {
        let Transfer { socket, direction, op, attempt, empty, failed, .. } = self;
        let done = match failed.take() {
            Some(error) => Err(error),
            None if *empty => return Some(socket.with(op, attempt)),
            None => socket.try_io(*direction, attempt)?,
        };
        Some(done.map_err(|error| socket.error(op, error)))
    }

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.empty || self.failed.is_some() {
            return Poll::Ready(());
        }
        let Transfer { socket, direction, wait, at, failed, .. } = self;
        ready!(socket.poll_ready(*direction, cx, wait, at)).unwrap_or_else(|error| *failed = Some(error));
        Poll::Ready(())
    }

    fn forget(&mut self) {
        self.wait.ready();
    }

    fn target(&self, _: &Body) -> WaitTarget {
        WaitTarget::Socket(self.socket.names.describe())
    }
}

/// A write of all bytes, which no other write mixes with.
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub(super) struct WriteAll<'a, S: Stream, F> {
    socket: &'a Socket<S>,
    /// Writes what is left after so many bytes.
    attempt: F,
    /// How many bytes there are.
    len: usize,
    /// How many are sent.
    sent: usize,
    /// Whether other writes are kept away.
    turn: bool,
    /// The wait for the socket.
    wait: IoWait,
    /// Where the program calls it.
    at: &'static Location<'static>,
}

impl<'a, S: Stream, F> WriteAll<'a, S, F> {
    pub(super) fn new(socket: &'a Socket<S>, len: usize, attempt: F, at: &'static Location<'static>) -> Self {
        WriteAll { socket, attempt, len, sent: 0, turn: false, wait: IoWait::new(), at }
    }

    fn finish(&mut self) {
        self.wait.ready();
        if std::mem::take(&mut self.turn) {
            self.socket.end_turn();
        }
    }
}

impl<S: Stream, F> Future for WriteAll<'_, S, F>
where
    F: FnMut(&S, usize) -> io::Result<usize> + Unpin,
{
    type Output = io::Result<usize>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        ready!(budget::poll_proceed(cx));
        if self.len == 0 {
            return Poll::Ready(self.socket.with("write", |_| Ok(0)));
        }
        let WriteAll { socket, attempt, len, sent, turn, wait, at } = &mut *self;
        loop {
            let attempt = |io: &S| {
                let more = attempt(io, *sent)?;
                Ok((more, *sent + more < *len))
            };
            match ready!(socket.poll_turn(Direction::Write, cx, Some(&mut *wait), at, turn, attempt)) {
                Ok(0) if *sent < *len => return self.fail(io::ErrorKind::WriteZero.into()),
                Ok(more) => *sent += more,
                Err(error) => return self.fail(error),
            }
            if *sent >= *len {
                let sent = *sent;
                self.finish();
                return Poll::Ready(Ok(sent));
            }
        }
    }
}

impl<S: Stream, F> WriteAll<'_, S, F> {
    fn fail(&mut self, error: io::Error) -> Poll<io::Result<usize>> {
        self.finish();
        Poll::Ready(Err(error::part_written("write", &self.socket.names, self.sent, error)))
    }
}

impl<S: Stream, F> Drop for WriteAll<'_, S, F> {
    fn drop(&mut self) {
        self.finish();
    }
}
