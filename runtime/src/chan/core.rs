//! What the handles of one channel share: the count of handles, and the state under its lock.

use std::any::Any;
use std::panic::Location;
use std::task::Waker;

use super::slot_state::Receiving;
use super::state::State;
use super::transfer::Sent;
use super::wait_queue::Left;
use crate::primitives::atomic::{AtomicU64, Ordering};
use crate::primitives::{ShortGuard, ShortLock};

/// A handle that can send, in [`Core::handles`].
pub(crate) const SENDS: u64 = 1;

/// A handle that can receive, in [`Core::handles`].
pub(crate) const RECEIVES: u64 = 1 << RECEIVES_SHIFT;

/// Where the count of handles that can receive begins in [`Core::handles`].
const RECEIVES_SHIFT: u32 = 32;

/// More handles of one kind than fit in memory, unless handles were forgotten.
const MAX_HANDLES: u64 = 1 << 31;

/// One channel.
pub(crate) struct Core<T> {
    /// The number of handles that can send (lower half) and that can receive (upper half).
    handles: AtomicU64,
    /// The capacity that the program sees.
    capacity: usize,
    /// Whether it belongs to a timer: never closed by a drop, and seen as unbuffered.
    timer: bool,
    /// Where the program made it.
    made_at: &'static Location<'static>,
    /// Everything else.
    state: ShortLock<State<T>>,
}

impl<T> Core<T> {
    /// A channel with one handle of each kind.
    pub(crate) fn new(capacity: usize, made_at: &'static Location<'static>) -> Core<T> {
        Core::with_room(capacity, false, made_at)
    }

    /// A timer's channel: room for one value, while the program sees capacity 0.
    #[track_caller]
    pub(crate) fn for_timer() -> Core<T> {
        Core::with_room(1, true, Location::caller())
    }

    fn with_room(room: usize, timer: bool, made_at: &'static Location<'static>) -> Core<T> {
        let state = State::new(room);
        let capacity = if timer { 0 } else { room };
        Core { handles: AtomicU64::new(SENDS + RECEIVES), capacity, timer, made_at, state: ShortLock::new(state) }
    }

    /// Locks the channel.
    #[inline]
    pub(crate) fn lock(&self) -> ShortGuard<'_, State<T>> {
        self.state.lock()
    }

    /// Whether it belongs to a timer.
    pub(crate) fn is_timer(&self) -> bool {
        self.timer
    }

    /// Where the program made it.
    pub(crate) fn made_at(&self) -> &'static Location<'static> {
        self.made_at
    }

    /// The number of handles that can send, and of those that can receive.
    pub(crate) fn handles(&self) -> (usize, usize) {
        // Relaxed: others may change it at any time.
        let handles = self.handles.load(Ordering::Relaxed);
        ((handles & (RECEIVES - 1)) as usize, (handles >> RECEIVES_SHIFT) as usize)
    }

    /// The number of values it can queue.
    pub(crate) fn capacity(&self) -> usize {
        self.capacity
    }

    /// The number of queued values.
    pub(crate) fn len(&self) -> usize {
        if self.capacity == 0 { 0 } else { self.lock().queued().min(self.capacity) }
    }

    /// Whether a send fails.
    pub(crate) fn is_closed(&self) -> bool {
        let state = self.lock();
        state.is_closed() || state.is_abandoned()
    }

    /// Counts one more handle of `kind`.
    pub(crate) fn acquire(&self, kind: u64) {
        // Relaxed: the caller has a handle of this kind, so no end of the channel depends on this
        // increment.
        let before = self.handles.fetch_add(kind, Ordering::Relaxed);
        let of_kind = if kind & SENDS == 0 { before >> RECEIVES_SHIFT } else { before & (RECEIVES - 1) };
        assert!(of_kind < MAX_HANDLES, "too many handles of one channel");
    }

    /// Counts one handle of `kind` less. The last one of its kind ends the channel for the other
    /// side.
    pub(crate) fn release(&self, kind: u64) {
        // AcqRel pairs with the other releases: the last one sees everything that happened before
        // them.
        let left = self.handles.fetch_sub(kind, Ordering::AcqRel) - kind;
        if kind & SENDS != 0 && left & (RECEIVES - 1) == 0 && !self.timer {
            let _ = self.close();
        }
        if kind & RECEIVES != 0 && left >> RECEIVES_SHIFT == 0 {
            self.abandon();
        }
    }

    /// Closes the channel and completes all waits; false if it was closed already.
    pub(crate) fn close(&self) -> bool {
        // From here on the channel is closed: no operation begins to wait, and those that wait are
        // about to end.
        let mut state = self.lock();
        let (opened, waits) = (state.close(), state.has_waits());
        drop(state);
        if waits {
            self.end_waits();
        }
        opened
    }

    /// Fails all sends from now on, and drops the queued values.
    fn abandon(&self) {
        let mut state = self.lock();
        let (unread, waits) = (state.abandon(), state.has_waits());
        drop(state);
        if waits {
            self.end_waits();
        }
        // Dropped last and with no lock held: a value may end another channel.
        drop(unread);
    }

    /// Completes all waiting operations for the end of the channel. Waiters are completed in
    /// batches: the lock is held briefly, and early waiters run while later ones are still being
    /// completed.
    fn end_waits(&self) {
        let mut wakers = Vec::new();
        loop {
            let more = self.lock().end_some(&mut wakers);
            wakers.drain(..).for_each(Waker::wake);
            if !more {
                return;
            }
        }
    }

    /// Sends `value` without waiting. If there is no room, the oldest queued value makes way and is
    /// returned.
    ///
    /// # Errors
    ///
    /// With the value, if the channel has ended.
    pub(crate) fn send_evicting(&self, value: T) -> Result<Option<T>, T> {
        let mut state = self.lock();
        let (evicted, sent) = match state.send(value, None) {
            Sent::Full(value) => {
                let evicted = state.next();
                (evicted, state.send(value, None))
            }
            sent => (None, sent),
        };
        drop(state);
        match sent {
            Sent::Done(waker) => {
                wake(waker);
                Ok(evicted)
            }
            Sent::Full(value) | Sent::Closed(value) | Sent::Lost(value) => Err(value),
        }
    }

    /// Drops the queued value of a timer, and marks given values as stale; true if a value was
    /// queued.
    pub(crate) fn discard_queued(&self) -> bool {
        let mut state = self.lock();
        let (value, waker) = state.discard();
        drop(state);
        wake(waker);
        value.is_some()
    }

    /// Whether somebody waits to receive.
    pub(crate) fn is_awaited(&self) -> bool {
        !self.lock().receivers.is_empty()
    }

    /// Keeps `owned` alive as long as the channel.
    pub(crate) fn attach(&self, owned: Box<dyn Any + Send>) {
        let before = self.lock().attach(owned);
        drop(before);
    }

    /// Frees the slot of a dropped receive. A value it was given goes to the next receiver, or back
    /// to the front.
    pub(crate) fn drop_recv(&self, slot: u32) {
        let mut state = self.lock();
        let Left { state: left, number } = state.receivers.leave(slot);
        let (unwanted, waker) = match left {
            // A timer's channel holds at most one value: the newer one.
            Receiving::Given(value) if !self.timer || state.queued() == 0 => state.give_back(value, number),
            other => (other, None),
        };
        drop(state);
        wake(waker);
        drop(unwanted);
    }

    /// Frees the slot of a dropped send. If its value was taken, the send has happened.
    pub(crate) fn drop_send(&self, slot: u32) {
        let left = self.lock().senders.leave(slot);
        drop(left);
    }
}

/// Wakes a waiter. The caller holds no lock.
pub(crate) fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}
