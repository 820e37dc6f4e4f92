//! What all sockets share: two directions, names for errors and dumps, deadlines, and `close`.

use std::io;
use std::panic::Location;
use std::sync::{Arc, Mutex, Weak};
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use super::error::{self, closed};
use super::names::Names;
use super::side::{Direction, Side};
use super::source::Source;
use super::window::Window;
use crate::primitives::lock_std as lock;
use crate::timer::{TimerCallback, TimerId};
use crate::wait::io::IoWait;
use crate::wait::park;

/// A socket of type `S`, which its handles share.
pub(super) struct Socket<S: Source> {
    read: Mutex<Side<S>>,
    write: Mutex<Side<S>>,
    /// Its kind and addresses.
    pub(super) names: Names,
    /// How much a read of `AsyncRead` is given.
    pub(super) window: Window,
    /// Itself, for its timers.
    me: Weak<Socket<S>>,
}

impl<S: Source> Socket<S> {
    pub(super) fn new(io: S, names: Names) -> Arc<Socket<S>> {
        let io = Arc::new(io);
        let (read, write) = (Mutex::new(Side::new(Arc::clone(&io))), Mutex::new(Side::new(io)));
        Arc::new_cyclic(|me| Socket { read, write, names, window: Window::default(), me: Weak::clone(me) })
    }

    /// A socket that was never open: what Go's nil connection is.
    pub(super) fn nil(net: &'static str) -> Arc<Socket<S>> {
        let (read, write) = (Mutex::new(Side::nil()), Mutex::new(Side::nil()));
        let names = Names { net, local: None, remote: None };
        Arc::new_cyclic(|me| Socket { read, write, names, window: Window::default(), me: Weak::clone(me) })
    }

    /// Whether it was never open.
    pub(super) fn is_nil(&self) -> bool {
        self.names.local.is_none() && self.names.remote.is_none() && self.is_closed()
    }

    fn side(&self, direction: Direction) -> &Mutex<Side<S>> {
        match direction {
            Direction::Read => &self.read,
            Direction::Write => &self.write,
        }
    }

    /// Tries `attempt` until it does not return `WouldBlock`, and waits for readiness in between.
    pub(super) fn poll_io<R>(
        &self,
        direction: Direction,
        cx: &Context<'_>,
        wait: Option<&mut IoWait>,
        at: &'static Location<'static>,
        mut attempt: impl FnMut(&S) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        self.poll_turn(direction, cx, wait, at, &mut false, |io| attempt(io).map(|done| (done, false)))
    }

    /// Like [`poll_io`](Socket::poll_io), for writes that must not mix: `attempt` also returns
    /// whether there is more to write, and as long as there is, `turn` is true and other writes
    /// wait.
    pub(super) fn poll_turn<R>(
        &self,
        direction: Direction,
        cx: &Context<'_>,
        wait: Option<&mut IoWait>,
        at: &'static Location<'static>,
        turn: &mut bool,
        mut attempt: impl FnMut(&S) -> io::Result<(R, bool)>,
    ) -> Poll<io::Result<R>> {
        let mut side = lock(self.side(direction));
        loop {
            let io = side.usable()?;
            let others_turn = side.taken && !*turn;
            if !others_turn {
                match attempt(io) {
                    Err(e) if e.kind() == io::ErrorKind::WouldBlock => {}
                    Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                    Err(e) => return Poll::Ready(Err(e)),
                    Ok((done, more)) => {
                        // Under the lock, so that no other write comes in between. Its end is
                        // `end_turn`.
                        if more {
                            (side.taken, *turn) = (true, true);
                        }
                        return Poll::Ready(Ok(done));
                    }
                }
            }
            // In the list first: an event that comes after `poll_ready` must find this waker.
            side.waiters.add(waker(cx, wait.as_deref()));
            if direction == Direction::Read
                && let Poll::Ready(error) = side.poll_error()
            {
                return Poll::Ready(Err(error));
            }
            let io = side.usable()?;
            if others_turn || io.poll_ready(direction, &mut Context::from_waker(&side.waker))?.is_pending() {
                self.names.pending(wait, at);
                return Poll::Pending;
            }
        }
    }

    /// Tries `attempt` once; `None` if it would block.
    pub(super) fn try_io<R>(
        &self,
        direction: Direction,
        mut attempt: impl FnMut(&S) -> io::Result<R>,
    ) -> Option<io::Result<R>> {
        let side = lock(self.side(direction));
        loop {
            match side.usable().and_then(|io| attempt(io)) {
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => return None,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                done => return Some(done),
            }
        }
    }

    /// Waits until an attempt may succeed, or fails.
    pub(super) fn poll_ready(
        &self,
        direction: Direction,
        cx: &Context<'_>,
        wait: &mut IoWait,
        at: &'static Location<'static>,
    ) -> Poll<io::Result<()>> {
        let mut side = lock(self.side(direction));
        if side.usable().is_err() {
            return Poll::Ready(Ok(()));
        }
        side.waiters.add(park::waker(cx));
        if direction == Direction::Read
            && let Poll::Ready(error) = side.poll_error()
        {
            return Poll::Ready(Err(error));
        }
        let Ok(io) = side.usable() else { return Poll::Ready(Ok(())) };
        let polled = io.poll_ready(direction, &mut Context::from_waker(&side.waker));
        if polled.is_pending() {
            self.names.pending(Some(wait), at);
        }
        polled
    }

    /// Makes the next event of the reading direction, `close` and the deadline wake `cx`.
    pub(super) fn add_waiter(&self, cx: &Context<'_>) {
        lock(&self.read).waiters.add(park::waker(cx));
    }

    /// [`poll_with`](Socket::poll_with) for a caller that is among the waiters already; `None` if
    /// the socket is not ready.
    pub(super) fn try_with<R>(
        &self,
        poll: impl FnOnce(&S, &mut Context<'_>) -> Poll<io::Result<R>>,
    ) -> Option<io::Result<R>> {
        let side = lock(&self.read);
        let polled = match side.usable() {
            Ok(io) => poll(io, &mut Context::from_waker(&side.waker)),
            Err(error) => Poll::Ready(Err(error)),
        };
        match polled {
            Poll::Ready(done) => Some(done),
            Poll::Pending => None,
        }
    }

    /// Calls `poll` with the waker of the reading direction: for `accept`, whose readiness tokio
    /// does not show.
    pub(super) fn poll_with<R>(
        &self,
        cx: &Context<'_>,
        wait: &mut IoWait,
        at: &'static Location<'static>,
        poll: impl FnOnce(&S, &mut Context<'_>) -> Poll<io::Result<R>>,
    ) -> Poll<io::Result<R>> {
        let side = lock(&self.read);
        let io = side.usable()?;
        side.waiters.add(park::waker(cx));
        let polled = poll(io, &mut Context::from_waker(&side.waker));
        if polled.is_pending() {
            self.names.pending(Some(wait), at);
        }
        polled
    }

    /// Allows other writes again, and wakes them.
    pub(super) fn end_turn(&self) {
        let mut side = lock(&self.write);
        side.taken = false;
        let waiters = Arc::clone(&side.waiters);
        drop(side);
        waiters.wake_all();
    }

    /// Calls `f` with the socket, for its options and addresses.
    pub(super) fn with<R>(&self, op: &'static str, f: impl FnOnce(&S) -> io::Result<R>) -> io::Result<R> {
        // A clone: the options of a socket are read and set beside a read under way.
        let io = lock(&self.read).io.clone();
        io.ok_or_else(closed).and_then(|io| f(&io)).map_err(|e| self.error(op, e))
    }

    /// Moves the deadline of one direction.
    pub(super) fn set_deadline(&self, direction: Direction, at: Option<Instant>) -> io::Result<()> {
        let mut side = lock(self.side(direction));
        if side.io.is_none() {
            return Err(self.error("set", closed()));
        }
        let passed = side.deadline.set(at, || self.weak());
        let waiters = Arc::clone(&side.waiters);
        drop(side);
        if passed {
            waiters.wake_all();
        }
        Ok(())
    }

    fn weak(&self) -> Weak<dyn TimerCallback> {
        let me: Weak<Socket<S>> = Weak::clone(&self.me);
        me
    }

    /// Closes the socket, and wakes all its waiters.
    pub(super) fn close(&self) -> io::Result<()> {
        let mut found = None;
        for direction in [Direction::Read, Direction::Write] {
            let mut side = lock(self.side(direction));
            found = side.io.take().or(found);
            side.errors = None;
            side.deadline.disarm();
            let waiters = Arc::clone(&side.waiters);
            drop(side);
            waiters.wake_all();
        }
        // Dropped here, with no lock held: the system closes it now, unless an option is just being
        // set.
        found.map(drop).ok_or_else(|| self.error("close", closed()))
    }

    /// Returns true once the socket is closed.
    pub(super) fn is_closed(&self) -> bool {
        lock(&self.read).io.is_none()
    }

    /// `error` in Go's words.
    pub(super) fn error(&self, op: &'static str, error: io::Error) -> io::Error {
        error::operation(op, &self.names, error)
    }
}

/// The waker to keep: see [`Names::pending`].
fn waker(cx: &Context<'_>, wait: Option<&IoWait>) -> Waker {
    if wait.is_some() { park::waker(cx) } else { cx.waker().clone() }
}

impl<S: Source> TimerCallback for Socket<S> {
    fn fire(&self, timer: TimerId) {
        for direction in [Direction::Read, Direction::Write] {
            let mut side = lock(self.side(direction));
            if side.deadline.fired(timer, || self.weak()) {
                let waiters = Arc::clone(&side.waiters);
                drop(side);
                waiters.wake_all();
            }
        }
    }
}
