//! The channel of a timer: it holds one tick at most, owns the clockwork, and is known to it weakly.
//!
//! This channel stands by itself, with the receiving half of the interface that `crate::chan` has, until that one offers what
//! timers need: a channel that holds one value and reports zero, a weak handle to it for the clockwork, and a place in it
//! that keeps the clockwork as long as there is a receiver. Until then a timer cannot stand in a `select!`.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::task::{Context, Poll, Waker, ready};
use std::time::Instant;

use super::clockwork::Clockwork;
use crate::goroutine::park;
use crate::goroutine::wait_list::{Key, WaitList};
use crate::goroutine::wait_reason::WaitReason;

/// What the receivers of one channel share.
struct Channel<T> {
    /// The tick and who waits for it.
    state: Mutex<State<T>>,
    /// What ticks; dropped with the last receiver.
    works: OnceLock<Arc<Clockwork>>,
}

struct State<T> {
    /// The tick that has not been received.
    tick: Option<T>,
    /// Whether it is closed (a context's `done`; timers never close theirs).
    closed: bool,
    /// Who waits. One that is not there any more looks again.
    waiters: WaitList<Waker>,
}

impl<T> Channel<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes the longest waiter if there is a tick for it.
    fn pass_on(&self) {
        let mut state = self.lock();
        let longest = state.tick.is_some().then(|| state.waiters.pop_front()).flatten();
        drop(state);
        if let Some(waker) = longest {
            waker.wake();
        }
    }
}

/// The clockwork's end of the channel.
pub(super) struct Ticks(Weak<Channel<Instant>>);

impl Ticks {
    /// A channel that nothing keeps ticking yet.
    pub(super) fn channel() -> (Ticks, Receiver<Instant>) {
        let state = State { tick: None, closed: false, waiters: WaitList::new() };
        let channel = Arc::new(Channel { state: Mutex::new(state), works: OnceLock::new() });
        (Ticks(Arc::downgrade(&channel)), Receiver { channel: Some(channel) })
    }

    /// Puts a tick into the channel, unless it holds one or nobody can receive it.
    pub(super) fn offer(&self, tick: Instant) {
        if let Some(channel) = self.0.upgrade() {
            channel.lock().tick.get_or_insert(tick);
            channel.pass_on();
        }
    }

    /// Takes the tick back that has not been received, and says whether there was one.
    pub(super) fn discard(&self) -> bool {
        self.0.upgrade().is_some_and(|channel| channel.lock().tick.take().is_some())
    }
}

/// The receiving end of a timer's channel; a clone is another handle to it. The default is the nil channel.
pub struct Receiver<T> {
    /// The channel; `None` is nil.
    channel: Option<Arc<Channel<T>>>,
}

impl Receiver<Instant> {
    /// Has the channel own `works`.
    pub(super) fn keep(&self, works: Arc<Clockwork>) {
        if let Some(channel) = &self.channel {
            let _ = channel.works.set(works);
        }
    }
}

impl<T> Receiver<T> {
    /// The nil channel, on which nothing is ever received.
    pub(super) fn nil() -> Receiver<T> {
        Receiver { channel: None }
    }

    /// A channel of its own, which only a close ends the wait on.
    pub(crate) fn closable() -> Receiver<T> {
        let state = State { tick: None, closed: false, waiters: WaitList::new() };
        Receiver { channel: Some(Arc::new(Channel { state: Mutex::new(state), works: OnceLock::new() })) }
    }

    /// Closes the channel, and wakes all who wait.
    pub(crate) fn close(&self) {
        let Some(channel) = &self.channel else { return };
        let mut state = channel.lock();
        state.closed = true;
        let wakers: Vec<Waker> = std::iter::from_fn(|| state.waiters.pop_front()).collect();
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Waits for a tick. On the nil channel it waits for ever.
    #[track_caller]
    pub fn recv(&self) -> Recv<'_, T> {
        Recv { receiver: self, key: None, at: Location::caller() }
    }

    /// Waits for a tick on a plain thread, which it parks.
    ///
    /// # Panics
    ///
    /// On a worker of a runtime, where it would hold up other goroutines.
    #[track_caller]
    pub fn recv_blocking(&self) -> Option<T> {
        park::block_on(self.recv(), "recv()")
    }

    /// Takes the tick if there is one.
    pub fn try_recv(&self) -> Option<T> {
        self.channel.as_ref()?.lock().tick.take()
    }

    /// Zero, as for each channel of a timer.
    pub fn len(&self) -> usize {
        0
    }

    /// Zero, as for each channel of a timer.
    pub fn capacity(&self) -> usize {
        0
    }

    /// True, as for each channel of a timer.
    pub fn is_empty(&self) -> bool {
        true
    }

    /// Whether it is the nil channel.
    pub fn is_nil(&self) -> bool {
        self.channel.is_none()
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Receiver<T> {
        Receiver { channel: self.channel.clone() }
    }
}

impl<T> Default for Receiver<T> {
    fn default() -> Receiver<T> {
        Receiver::nil()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("nil", &self.is_nil()).finish_non_exhaustive()
    }
}

/// The future of [`Receiver::recv`].
#[must_use = "futures do nothing unless awaited"]
pub struct Recv<'a, T> {
    /// Where to receive.
    receiver: &'a Receiver<T>,
    /// Its place among the waiters.
    key: Option<Key>,
    /// Where the program receives.
    at: &'static Location<'static>,
}

impl<T> Future for Recv<'_, T> {
    type Output = Option<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let Some(channel) = &self.receiver.channel else {
            park::note(WaitReason::ChanReceiveNil, self.at);
            return Poll::Pending;
        };
        if self.key.is_none() {
            ready!(park::poll_proceed(cx));
        }
        let waker = park::park(cx, WaitReason::ChanReceive, self.at);
        let mut state = channel.lock();
        let left = self.key.take().and_then(|key| state.waiters.remove(key));
        let tick = state.tick.take();
        let over = tick.is_some() || state.closed;
        if !over {
            self.key = Some(state.waiters.push_back(waker));
        }
        drop(state);
        drop(left);
        if over { Poll::Ready(tick) } else { Poll::Pending }
    }
}

impl<T> Drop for Recv<'_, T> {
    fn drop(&mut self) {
        let (Some(channel), Some(key)) = (&self.receiver.channel, self.key) else { return };
        let left = channel.lock().waiters.remove(key);
        if left.is_none() {
            channel.pass_on();
        }
    }
}

impl<T> fmt::Debug for Recv<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recv").finish_non_exhaustive()
    }
}
