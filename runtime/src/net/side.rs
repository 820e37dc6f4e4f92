//! One direction of a socket: whether it is open, its deadline, and whose turn it is to write.

use std::io;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::deadline::Deadline;
use super::error::{closed, timeout};
use super::source::{ErrorWatch, Source};
use super::waiters::Waiters;

/// Which way data goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// To us: reads and accepts.
    Read,
    /// From us: writes.
    Write,
}

/// One direction.
///
/// It is behind a lock of its own. An attempt of an operation holds that lock, and does not block.
/// So a reader and a writer do not meet, and `close` can take the socket out of both directions and
/// drop it.
pub(super) struct Side<S> {
    /// The socket; `None` once it is closed.
    pub(super) io: Option<Arc<S>>,
    /// When operations fail.
    pub(super) deadline: Deadline,
    /// Whether a write has sent a part of its bytes: other writes wait until it has sent the rest.
    pub(super) taken: bool,
    /// Who waits.
    pub(super) waiters: Arc<Waiters>,
    /// The waker of that list, which the reactor keeps.
    pub(super) waker: Waker,
    /// Watches for errors that come without data; in the reading direction alone.
    pub(super) errors: ErrorWatch,
}

impl<S: Source> Side<S> {
    pub(super) fn new(io: Arc<S>) -> Side<S> {
        Side { io: Some(io), ..Side::nil() }
    }

    /// A side that was never open.
    pub(super) fn nil() -> Side<S> {
        let waiters = Arc::<Waiters>::default();
        let waker = Waker::from(Arc::clone(&waiters));
        Side { io: None, deadline: Deadline::default(), taken: false, waiters, waker, errors: None }
    }

    /// The system's error for the operations that wait; pending if there is none.
    pub(super) fn poll_error(&mut self) -> Poll<io::Error> {
        let Side { io: Some(io), errors, waker, .. } = self else { return Poll::Pending };
        S::poll_error(io, errors, &mut Context::from_waker(waker))
    }

    /// The socket, if it may be used now.
    pub(super) fn usable(&self) -> io::Result<&Arc<S>> {
        match &self.io {
            None => Err(closed()),
            Some(_) if self.deadline.has_passed() => Err(timeout()),
            Some(io) => Ok(io),
        }
    }
}
