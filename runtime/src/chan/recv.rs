//! Receiving: the future of a receive, and the methods of the handles that can.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use super::core::{Core, wake};
use super::error::{RecvTimeoutError, TryRecvError};
use super::handle::{Chan, Receiver};
use super::iter::IterBlocking;
use super::nil;
use super::slot_state::Receiving;
use super::snapshot::snapshot;
use super::state::State;
use super::timeout::RecvTimeout;
use super::transfer::Received;
use crate::primitives::{Arc, ShortGuard};
use crate::trace::wait_reason::WaitReason;
use crate::wait::case::{Attempt, Waitable};
use crate::wait::select_token::SelectCase;
use crate::wait::wait_list::renew;
use crate::wait::waiter::Waiter;
use crate::wait::{budget, park};

/// The future of [`recv`](Receiver::recv).
///
/// Dropped before it is ready, it has no effect: a value that it was given meanwhile goes to the
/// next receiver, or back to the front of the queue.
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Recv<'a, T> {
    /// The channel; `None` is nil.
    core: Option<&'a Arc<Core<T>>>,
    /// Its slot in the queue of waiting receivers, while it waits.
    slot: Option<u32>,
    /// Where the program receives.
    at: &'static Location<'static>,
}

impl<'a, T> Recv<'a, T> {
    #[inline]
    #[track_caller]
    pub(super) fn new(core: Option<&'a Arc<Core<T>>>) -> Recv<'a, T> {
        Recv { core, slot: None, at: Location::caller() }
    }

    /// The receive that waits in `slot`, or a new one.
    pub(super) fn resume(core: Option<&'a Arc<Core<T>>>, slot: Option<u32>, at: &'static Location<'static>) -> Self {
        Recv { core, slot, at }
    }

    /// Leaves its slot to who resumes it.
    pub(super) fn suspend(mut self) -> Option<u32> {
        self.slot.take()
    }

    /// Receives, or joins the queue of waiting receivers.
    #[inline(never)]
    fn start(&mut self, mut state: ShortGuard<'_, State<T>>, cx: &Context<'_>) -> Poll<Option<T>> {
        match state.recv(None) {
            Received::Value(value, waker) => {
                drop(state);
                wake(waker);
                Poll::Ready(Some(value))
            }
            Received::Closed | Received::Lost => Poll::Ready(None),
            Received::Empty => {
                self.slot = Some(state.join_receivers(|| Waiter::Task(park::waker(cx))));
                drop(state);
                self.note();
                Poll::Pending
            }
        }
    }

    /// Records for a trace why the operation waits.
    #[inline]
    fn note(&self) {
        park::annotate_with(WaitReason::ChanReceive, self.at, |body| {
            self.core.iter().map(|core| snapshot(core, body)).collect()
        });
    }

    /// Polls a receive that is waiting, or is on the nil channel.
    #[inline(never)]
    fn wait(&mut self, cx: &Context<'_>) -> Poll<Option<T>> {
        match (self.core, self.slot) {
            (Some(core), Some(slot)) => self.poll_waiting(core, slot, cx),
            _ => {
                nil::wait(&mut self.slot, cx, WaitReason::ChanReceiveNil, self.at);
                Poll::Pending
            }
        }
    }

    /// Checks whether the receive waiting in `slot` was completed.
    fn poll_waiting(&mut self, core: &Core<T>, slot: u32, cx: &Context<'_>) -> Poll<Option<T>> {
        let mut state = core.lock();
        if let Some(waker) = state.receivers.waker_mut(slot) {
            let replaced = renew(waker, cx);
            drop(state);
            drop(replaced);
            self.note();
            return Poll::Pending;
        }
        self.slot = None;
        let left = state.receivers.state(slot).take();
        state.receivers.free(slot);
        drop(state);
        Poll::Ready(left)
    }

    /// Ends the wait: the result of a completed wait, else of one last try.
    pub(super) fn give_up(&mut self) -> Result<T, RecvTimeoutError> {
        match (self.core, self.slot.take()) {
            (Some(core), Some(slot)) => {
                let left = core.lock().receivers.leave(slot);
                let ended = matches!(left.state, Receiving::Ended);
                let otherwise = if ended { RecvTimeoutError::Closed } else { RecvTimeoutError::Timeout };
                left.state.into_value().ok_or(otherwise)
            }
            (core, slot) => {
                slot.into_iter().for_each(nil::leave);
                try_recv(core).map_err(|error| match error {
                    TryRecvError::Empty => RecvTimeoutError::Timeout,
                    TryRecvError::Closed => RecvTimeoutError::Closed,
                })
            }
        }
    }
}

impl<T> Future for Recv<'_, T> {
    type Output = Option<T>;

    // Always inlined: the common case is some thirty instructions, and a call would cost a fifth of
    // it.
    #[inline(always)]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = &mut *self;
        let (Some(core), None) = (this.core, this.slot) else { return this.wait(cx) };
        ready!(budget::poll_proceed(cx));
        let mut state = core.lock();
        match state.pop() {
            None => this.start(state, cx),
            value => Poll::Ready(value),
        }
    }
}

impl<T> Waitable for Recv<'_, T> {
    type Output = Option<T>;

    fn try_now(&mut self) -> Option<Option<T>> {
        match try_recv(self.core) {
            Ok(value) => Some(Some(value)),
            Err(TryRecvError::Closed) => Some(None),
            Err(TryRecvError::Empty) => None,
        }
    }

    fn register(&mut self, case: SelectCase<'_>, _: &mut Context<'_>) -> Attempt<Option<T>> {
        let Some(core) = self.core else { return Attempt::Waits };
        let mut state = core.lock();
        match state.recv(Some(case)) {
            Received::Value(value, waker) => {
                drop(state);
                wake(waker);
                Attempt::Done(Some(value))
            }
            Received::Closed => Attempt::Done(None),
            Received::Lost => Attempt::Lost,
            Received::Empty => {
                self.slot = Some(state.join_receivers(|| Waiter::case(case)));
                Attempt::Waits
            }
        }
    }

    fn unregister(&mut self, chosen: bool) -> Option<Option<T>> {
        let (Some(core), Some(slot)) = (self.core, self.slot.take()) else { return None };
        let left = core.lock().receivers.leave(slot);
        chosen.then(|| left.state.into_value())
    }
}

impl<T> Drop for Recv<'_, T> {
    #[inline]
    fn drop(&mut self) {
        if let Some(slot) = self.slot {
            self.core.map_or_else(|| nil::leave(slot), |core| core.drop_recv(slot));
        }
    }
}

impl<T> fmt::Debug for Recv<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recv").field("waits", &self.slot.is_some()).finish_non_exhaustive()
    }
}

/// Go's `v := <-ch`: the future of a receive that gives the zero value on a closed channel.
#[doc(hidden)]
#[derive(Debug)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct GoRecv<'a, T>(Recv<'a, T>);

impl<T: Default> Future for GoRecv<'_, T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        Pin::new(&mut self.0).poll(cx).map(Option::unwrap_or_default)
    }
}

/// Go's `v, ok := <-ch`.
#[doc(hidden)]
#[derive(Debug)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct GoRecvOk<'a, T>(Recv<'a, T>);

impl<T: Default> Future for GoRecvOk<'_, T> {
    type Output = (T, bool);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<(T, bool)> {
        Pin::new(&mut self.0).poll(cx).map(|value| {
            let ok = value.is_some();
            (value.unwrap_or_default(), ok)
        })
    }
}

/// Receives without waiting.
fn try_recv<T>(core: Option<&Arc<Core<T>>>) -> Result<T, TryRecvError> {
    let received = core.ok_or(TryRecvError::Empty)?.lock().recv(None);
    match received {
        Received::Value(value, waker) => {
            wake(waker);
            Ok(value)
        }
        Received::Empty => {
            budget::spend_in_vain();
            Err(TryRecvError::Empty)
        }
        Received::Closed | Received::Lost => Err(TryRecvError::Closed),
    }
}

macro_rules! recv_methods {
    ($($Handle:ident)*) => { $(impl<T> $Handle<T> {
        /// Receives the oldest value, waiting until there is one; `None` once the channel is closed
        /// and drained.
        ///
        /// On the nil channel it waits forever.
        ///
        /// # Examples
        ///
        /// ```
        /// use goroutines::prelude::*;
        ///
        /// #[goroutines]
        /// fn sum(rx: Receiver<u32>) -> u32 {
        ///     let mut sum = 0;
        ///     while let Some(n) = rx.recv() {
        ///         sum += n;
        ///     }
        ///     sum
        /// }
        /// ```
        #[inline]
        #[track_caller]
        pub fn recv(&self) -> Recv<'_, T> {
            Recv::new(self.core())
        }

        /// Receives if that needs no wait: a value is queued, or a sender waits.
        ///
        /// # Errors
        ///
        /// `Empty` if it would have to wait, also on the nil channel; `Closed` if the channel is
        /// closed and drained.
        ///
        /// # Examples
        ///
        /// ```
        /// use goroutines::prelude::*;
        /// use goroutines::channel::TryRecvError;
        ///
        /// let (tx, rx) = chan(1).split();
        /// assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
        /// tx.try_send(7).unwrap();
        /// drop(tx);
        /// assert_eq!(rx.try_recv(), Ok(7));
        /// assert_eq!(rx.try_recv(), Err(TryRecvError::Closed));
        /// ```
        pub fn try_recv(&self) -> Result<T, TryRecvError> {
            try_recv(self.core())
        }

        /// Receives as [`recv`](Self::recv) does, but waits no longer than `timeout`.
        ///
        /// # Errors
        ///
        /// `Timeout` if the time was up first, as it is on the nil channel; `Closed` if the channel
        /// is closed and drained.
        ///
        /// # Examples
        ///
        /// ```
        /// use std::time::Duration;
        ///
        /// use goroutines::prelude::*;
        /// use goroutines::channel::RecvTimeoutError;
        ///
        /// #[goroutines]
        /// fn next(rx: &Receiver<u32>) -> Result<u32, RecvTimeoutError> {
        ///     rx.recv_timeout(Duration::from_secs(1))
        /// }
        /// ```
        #[track_caller]
        pub fn recv_timeout(&self, timeout: Duration) -> RecvTimeout<'_, T> {
            RecvTimeout::new(self.recv(), Instant::now().checked_add(timeout))
        }

        /// Receives as [`recv`](Self::recv) does, but waits no longer than until `deadline`.
        ///
        /// # Errors
        ///
        /// As for [`recv_timeout`](Self::recv_timeout).
        ///
        /// # Examples
        ///
        /// ```
        /// use std::time::Instant;
        ///
        /// use goroutines::prelude::*;
        ///
        /// #[goroutines]
        /// fn drain(rx: &Receiver<u32>, until: Instant) {
        ///     while rx.recv_deadline(until).is_ok() {}
        /// }
        /// ```
        #[track_caller]
        pub fn recv_deadline(&self, deadline: Instant) -> RecvTimeout<'_, T> {
            RecvTimeout::new(self.recv(), Some(deadline))
        }

        /// Receives as [`recv`](Self::recv) does, on a plain thread, which it parks while it waits.
        ///
        /// # Examples
        ///
        /// ```
        /// use goroutines::prelude::*;
        ///
        /// let (tx, rx) = chan(0).split();
        /// let thread = std::thread::spawn(move || tx.send_blocking(7));
        /// assert_eq!(rx.recv_blocking(), Some(7));
        /// thread.join().unwrap().unwrap();
        /// assert_eq!(rx.recv_blocking(), None);
        /// ```
        ///
        /// # Panics
        ///
        /// On a worker of a runtime, where it would hold up goroutines: call `recv` there.
        #[track_caller]
        pub fn recv_blocking(&self) -> Option<T> {
            park::block_on(self.recv(), "recv()")
        }

        /// Receives until the channel is closed and drained, on a plain thread, which it parks
        /// while it waits.
        ///
        /// In goroutine code, write `for value in ch`.
        ///
        /// # Examples
        ///
        /// ```
        /// use goroutines::prelude::*;
        ///
        /// let (tx, rx) = chan(0).split();
        /// let thread = std::thread::spawn(move || (1..=3).for_each(|n| tx.send_blocking(n).unwrap()));
        /// assert_eq!(rx.iter_blocking().sum::<i32>(), 6);
        /// thread.join().unwrap();
        /// ```
        ///
        /// # Panics
        ///
        /// Its `next` on a worker of a runtime, where it would hold up goroutines.
        pub fn iter_blocking(&self) -> IterBlocking<'_, T> {
            IterBlocking::new(self.core())
        }

        /// Go's `<-ch`.
        #[doc(hidden)]
        #[track_caller]
        pub fn go_recv(&self) -> GoRecv<'_, T>
        where
            T: Default,
        {
            GoRecv(self.recv())
        }

        /// Go's `v, ok := <-ch`.
        #[doc(hidden)]
        #[track_caller]
        pub fn go_recv_ok(&self) -> GoRecvOk<'_, T>
        where
            T: Default,
        {
            GoRecvOk(self.recv())
        }
    })* };
}

recv_methods!(Chan Receiver);
