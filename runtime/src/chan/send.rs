//! Sending: the future of a send, and the methods of the handles that can.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};
use std::time::{Duration, Instant};

use super::core::{Core, wake};
use super::error::{SEND_ON_CLOSED, SendError, SendTimeoutError, TrySendError};
use super::handle::{Chan, Sender};
use super::nil;
use super::operand::Link;
use super::slot_state::Sending;
use super::snapshot::snapshot;
use super::state::State;
use super::timeout::SendTimeout;
use super::transfer::Sent;
use crate::primitives::{Arc, ShortGuard};
use crate::trace::wait_reason::WaitReason;
use crate::wait::case::{Attempt, Waitable};
use crate::wait::select_token::SelectCase;
use crate::wait::wait_list::renew;
use crate::wait::waiter::Waiter;
use crate::wait::{budget, park};

/// The future of [`send`](Sender::send).
///
/// Dropped before it is ready, it has no effect, unless a receiver took the value meanwhile: then
/// the send has happened.
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Send<'a, T> {
    /// The channel; `None` is nil.
    core: Option<&'a Arc<Core<T>>>,
    /// The value, while it is not in the channel.
    value: Option<T>,
    /// Its slot in the queue of waiting senders, while it waits.
    slot: Option<u32>,
    /// Where the program sends.
    at: &'static Location<'static>,
}

impl<T> Unpin for Send<'_, T> {}

impl<'a, T> Send<'a, T> {
    #[inline]
    #[track_caller]
    pub(super) fn new(core: Option<&'a Arc<Core<T>>>, value: T) -> Send<'a, T> {
        Send { core, value: Some(value), slot: None, at: Location::caller() }
    }

    /// Sends `value`, or has it join the queue of waiting senders; returns its slot there. Nobody
    /// is woken when it is taken, until somebody polls the send that waits in the slot.
    pub(super) fn begin(core: &Core<T>, value: T) -> Result<Option<u32>, SendError<T>> {
        let mut state = core.lock();
        match state.send(value, None) {
            Sent::Done(waker) => {
                drop(state);
                wake(waker);
                Ok(None)
            }
            Sent::Closed(value) | Sent::Lost(value) => Err(SendError(value)),
            Sent::Full(value) => {
                Ok(Some(state.senders.join(|| Sending::Waits(Waiter::Task(Waker::noop().clone()), value))))
            }
        }
    }

    /// The send that waits in `slot`; without one, a send on the nil channel.
    pub(super) fn resume(core: Option<&'a Arc<Core<T>>>, slot: Option<u32>, at: &'static Location<'static>) -> Self {
        Send { core, value: None, slot, at }
    }

    /// Leaves its slot to who resumes it.
    pub(super) fn suspend(mut self) -> Option<u32> {
        self.slot.take()
    }

    /// Sends, or joins the queue of waiting senders.
    #[inline(never)]
    fn start(&mut self, mut state: ShortGuard<'_, State<T>>, cx: &Context<'_>) -> Poll<Result<(), SendError<T>>> {
        let value = self.value.take().expect("`Send` polled after it was ready");
        match state.send(value, None) {
            Sent::Done(waker) => {
                drop(state);
                wake(waker);
                Poll::Ready(Ok(()))
            }
            Sent::Closed(value) | Sent::Lost(value) => {
                drop(state);
                Poll::Ready(Err(SendError(value)))
            }
            Sent::Full(value) => {
                self.slot = Some(state.join_senders(|| Waiter::Task(park::waker(cx)), value));
                drop(state);
                self.note();
                Poll::Pending
            }
        }
    }

    /// Records for a trace why the operation waits.
    #[inline]
    fn note(&self) {
        park::annotate_with(WaitReason::ChanSend, self.at, |body| {
            self.core.iter().map(|core| snapshot(core, body)).collect()
        });
    }

    /// Polls a send that is waiting, or is on the nil channel.
    #[inline(never)]
    fn wait(&mut self, cx: &Context<'_>) -> Poll<Result<(), SendError<T>>> {
        match (self.core, self.slot) {
            (Some(core), Some(slot)) => self.poll_waiting(core, slot, cx),
            _ => {
                nil::wait(&mut self.slot, cx, WaitReason::ChanSendNil, self.at);
                Poll::Pending
            }
        }
    }

    /// Checks whether the send waiting in `slot` was completed.
    fn poll_waiting(&mut self, core: &Core<T>, slot: u32, cx: &Context<'_>) -> Poll<Result<(), SendError<T>>> {
        let mut state = core.lock();
        if let Some(waker) = state.senders.waker_mut(slot) {
            let replaced = renew(waker, cx);
            drop(state);
            drop(replaced);
            self.note();
            return Poll::Pending;
        }
        self.slot = None;
        let left = state.senders.state(slot).take();
        state.senders.free(slot);
        drop(state);
        Poll::Ready(left.map_or(Ok(()), |value| Err(SendError(value))))
    }

    /// Ends the wait: the result of a completed wait, else of one last try.
    pub(super) fn give_up(&mut self) -> Result<(), SendTimeoutError<T>> {
        let slot = self.slot.take();
        match (self.core, slot) {
            (Some(core), Some(slot)) => {
                let left = core.lock().senders.leave(slot);
                let ended = matches!(left.state, Sending::Ended(_));
                match left.state.into_value() {
                    None => Ok(()),
                    Some(value) if ended => Err(SendTimeoutError::Closed(value)),
                    Some(value) => Err(SendTimeoutError::Timeout(value)),
                }
            }
            (core, slot) => {
                slot.into_iter().for_each(nil::leave);
                let value = self.value.take().expect("`Send` given up after it was ready");
                try_send(core, value).map_err(|error| match error {
                    TrySendError::Full(value) => SendTimeoutError::Timeout(value),
                    TrySendError::Closed(value) => SendTimeoutError::Closed(value),
                })
            }
        }
    }
}

impl<T> Future for Send<'_, T> {
    type Output = Result<(), SendError<T>>;

    // Always inlined: the common case is some thirty instructions, and a call would cost a fifth of
    // it.
    #[inline(always)]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError<T>>> {
        let this = &mut *self;
        let (Some(core), None) = (this.core, this.slot) else { return this.wait(cx) };
        ready!(budget::poll_proceed(cx));
        let mut state = core.lock();
        if state.can_push()
            && let Some(value) = this.value.take()
        {
            state.push(value);
            return Poll::Ready(Ok(()));
        }
        this.start(state, cx)
    }
}

impl<T> Waitable for Send<'_, T> {
    type Output = Result<(), SendError<T>>;

    fn try_now(&mut self) -> Option<Result<(), SendError<T>>> {
        match try_send(self.core, self.value.take()?) {
            Ok(()) => Some(Ok(())),
            Err(TrySendError::Closed(value)) => Some(Err(SendError(value))),
            Err(TrySendError::Full(value)) => {
                self.value = Some(value);
                None
            }
        }
    }

    fn register(&mut self, case: SelectCase<'_>, _: &mut Context<'_>) -> Attempt<Result<(), SendError<T>>> {
        let (Some(core), Some(value)) = (self.core, self.value.take()) else { return Attempt::Waits };
        let mut state = core.lock();
        match state.send(value, Some(case)) {
            Sent::Done(waker) => {
                drop(state);
                wake(waker);
                Attempt::Done(Ok(()))
            }
            Sent::Closed(value) => Attempt::Done(Err(SendError(value))),
            Sent::Lost(value) => {
                self.value = Some(value);
                Attempt::Lost
            }
            Sent::Full(value) => {
                self.slot = Some(state.join_senders(|| Waiter::case(case), value));
                Attempt::Waits
            }
        }
    }

    fn unregister(&mut self, chosen: bool) -> Option<Result<(), SendError<T>>> {
        let (Some(core), Some(slot)) = (self.core, self.slot.take()) else { return None };
        let left = core.lock().senders.leave(slot).state.into_value();
        if chosen {
            return Some(left.map_or(Ok(()), |value| Err(SendError(value))));
        }
        self.value = left;
        None
    }
}

impl<T> Drop for Send<'_, T> {
    #[inline]
    fn drop(&mut self) {
        if let Some(slot) = self.slot {
            self.core.map_or_else(|| nil::leave(slot), |core| core.drop_send(slot));
        }
    }
}

impl<T> fmt::Debug for Send<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Send").field("waits", &self.slot.is_some()).finish_non_exhaustive()
    }
}

/// Go's `ch <- v`: the future of a send that panics on a closed channel.
#[doc(hidden)]
#[derive(Debug)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct GoSend<'a, T>(Send<'a, T>);

impl<T> Future for GoSend<'_, T> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let result = ready!(Pin::new(&mut self.0).poll(cx));
        assert!(result.is_ok(), "{SEND_ON_CLOSED}");
        Poll::Ready(())
    }
}

/// Sends without waiting.
#[inline]
fn try_send<T>(core: Option<&Arc<Core<T>>>, value: T) -> Result<(), TrySendError<T>> {
    let Some(core) = core else { return Err(TrySendError::Full(value)) };
    let mut state = core.lock();
    if state.can_push() {
        state.push(value);
        return Ok(());
    }
    let sent = state.send(value, None);
    drop(state);
    match sent {
        Sent::Done(waker) => {
            wake(waker);
            Ok(())
        }
        Sent::Full(value) => {
            budget::spend_in_vain();
            Err(TrySendError::Full(value))
        }
        Sent::Closed(value) | Sent::Lost(value) => Err(TrySendError::Closed(value)),
    }
}

macro_rules! send_methods {
    ($($Handle:ident)*) => { $(impl<T> $Handle<T> {
        /// Sends `value`: to the longest waiting receiver, else into the queue, else it waits until
        /// either can be done.
        ///
        /// On an unbuffered channel it is ready when a receiver has the value. On the nil channel
        /// it waits forever.
        ///
        /// # Errors
        ///
        /// With the value, if the channel is closed, also while it waits, or if nobody is left to
        /// receive.
        ///
        /// # Examples
        ///
        /// ```
        /// use goroutines::prelude::*;
        /// use goroutines::channel::SendError;
        ///
        /// #[goroutines]
        /// fn count(tx: Sender<u32>) -> Result<(), SendError<u32>> {
        ///     for n in 0.. {
        ///         tx.send(n)?; // ends when nobody receives any more
        ///     }
        ///     Ok(())
        /// }
        /// ```
        ///
        /// # Compared with Go
        ///
        /// Go panics where this returns an error. Inside `go! { … }`, `ch <- value` panics as in
        /// Go.
        #[inline]
        #[track_caller]
        pub fn send(&self, value: T) -> Send<'_, T> {
            Send::new(self.core(), value)
        }

        /// Sends `value` if that needs no wait.
        ///
        /// # Errors
        ///
        /// With the value: `Full` if it would have to wait, also on the nil channel; `Closed` as
        /// for [`send`](Self::send).
        ///
        /// # Examples
        ///
        /// ```
        /// use goroutines::prelude::*;
        /// use goroutines::channel::TrySendError;
        ///
        /// let (tx, rx) = chan(1).split();
        /// assert_eq!(tx.try_send(1), Ok(()));
        /// assert_eq!(tx.try_send(2), Err(TrySendError::Full(2)));
        /// drop(rx);
        /// assert_eq!(tx.try_send(3), Err(TrySendError::Closed(3)));
        /// ```
        pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
            try_send(self.core(), value)
        }

        /// Sends `value` as [`send`](Self::send) does, but waits no longer than `timeout`.
        ///
        /// # Errors
        ///
        /// With the value:
        /// `Timeout` if the time was up first, as it is on the nil channel; `Closed` as for
        /// [`send`](Self::send).
        ///
        /// # Examples
        ///
        /// ```
        /// use std::time::Duration;
        ///
        /// use goroutines::prelude::*;
        /// use goroutines::channel::SendTimeoutError;
        ///
        /// #[goroutines]
        /// fn offer(tx: &Sender<u32>) -> bool {
        ///     tx.send_timeout(7, Duration::from_secs(1)).is_ok()
        /// }
        /// ```
        #[track_caller]
        pub fn send_timeout(&self, value: T, timeout: Duration) -> SendTimeout<'_, T> {
            SendTimeout::new(self.send(value), Instant::now().checked_add(timeout))
        }

        /// Sends `value` as [`send`](Self::send) does, but waits no longer than until `deadline`.
        ///
        /// # Errors
        ///
        /// As for [`send_timeout`](Self::send_timeout).
        ///
        /// # Examples
        ///
        /// ```
        /// use std::time::Instant;
        ///
        /// use goroutines::prelude::*;
        ///
        /// #[goroutines]
        /// fn offer_all(tx: &Sender<u32>, until: Instant) {
        ///     for n in 0..100 {
        ///         if tx.send_deadline(n, until).is_err() {
        ///             break;
        ///         }
        ///     }
        /// }
        /// ```
        #[track_caller]
        pub fn send_deadline(&self, value: T, deadline: Instant) -> SendTimeout<'_, T> {
            SendTimeout::new(self.send(value), Some(deadline))
        }

        /// Sends `value` as [`send`](Self::send) does, on a plain thread, which it parks while it
        /// waits.
        ///
        /// # Errors
        ///
        /// As for [`send`](Self::send).
        ///
        /// # Examples
        ///
        /// ```
        /// use goroutines::prelude::*;
        ///
        /// let (tx, rx) = chan(0).split();
        /// let thread = std::thread::spawn(move || rx.recv_blocking());
        /// tx.send_blocking(7).unwrap();
        /// assert_eq!(thread.join().unwrap(), Some(7));
        /// ```
        ///
        /// # Panics
        ///
        /// On a worker of a runtime, where it would hold up goroutines: call `send` there.
        #[track_caller]
        pub fn send_blocking(&self, value: T) -> Result<(), SendError<T>> {
            park::block_on(self.send(value), "send(value)")
        }

        /// Closes the channel: sends fail from now on, waiting ones too; what is queued can still
        /// be received.
        ///
        /// All who wait are woken.
        ///
        /// # Examples
        ///
        /// ```
        /// use goroutines::prelude::*;
        ///
        /// let (tx, rx) = chan(1).split();
        /// tx.try_send(7).unwrap();
        /// tx.close();
        /// assert!(tx.try_send(8).is_err());
        /// assert_eq!((rx.recv_blocking(), rx.recv_blocking()), (Some(7), None));
        /// ```
        ///
        /// # Panics
        ///
        /// With `close of closed channel` if it is closed, and `close of nil channel` if it is nil.
        #[track_caller]
        pub fn close(&self) {
            Link(self.core.as_ref()).close();
        }

        /// Go's `ch <- value`.
        #[doc(hidden)]
        #[track_caller]
        pub fn go_send(&self, value: T) -> GoSend<'_, T> {
            GoSend(self.send(value))
        }
    })* };
}

send_methods!(Chan Sender);
