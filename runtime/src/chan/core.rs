//! What the handles of one channel share, and every change of it: the protocol of [`chan`](super), under one lock.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::Location;
use std::task::Waker;

use super::slot_state::{Receiving, Sending};
use super::undelivered::Undelivered;
use super::wait_queue::{Left, Pick, WaitQueue};
use crate::primitives::atomic::{AtomicBool, AtomicU64, Ordering};
use crate::primitives::{Arc, ShortGuard, ShortLock};
use crate::wait::select_token::SelectCase;
use crate::wait::waiter::Waiter;

/// A handle that can send, in [`Core::handles`].
pub(crate) const SENDS: u64 = 1;

/// A handle that can receive, in [`Core::handles`].
pub(crate) const RECEIVES: u64 = 1 << RECEIVES_SHIFT;

/// Where the count of handles that can receive begins in [`Core::handles`].
const RECEIVES_SHIFT: u32 = 32;

/// The number of waits that the end of a channel completes in one critical section.
const BATCH: usize = if cfg!(loom) { 1 } else { 64 };

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

/// What the lock of a channel guards.
pub(crate) struct State<T> {
    /// The values sent and not received.
    queue: VecDeque<T>,
    /// Values given to receives that were dropped before they took them; received before `queue`.
    undelivered: Undelivered<T>,
    /// The number of values that can be queued.
    room: usize,
    /// The waiting senders.
    pub(crate) senders: WaitQueue<Sending<T>>,
    /// The waiting receivers.
    pub(crate) receivers: WaitQueue<Receiving<T>>,
    /// The number of values given to waiting receivers so far; numbers them.
    given: u64,
    /// Given values below this number are stale: if they come back, they are dropped.
    stale: u64,
    /// Whether sends have ended: the program closed the channel, or no handle is left that can send.
    end: End,
    /// Changes whenever an operation that needed to wait might not any more.
    changes: u32,
    /// No handle is left that can receive.
    abandoned: bool,
    /// A value dropped with the channel.
    attachment: Option<Box<dyn Any + Send>>,
}

/// Whether no more values come.
enum End {
    /// More may come.
    Open,
    /// Closed.
    Closed,
    /// No values come, nor a close: the `done` of a context that nobody can cancel any more.
    Never,
    /// Closed from the moment at which the flag is set: a context's `done`, which ends together with those
    /// of the contexts below it.
    When(Arc<AtomicBool>),
}

/// The result of a send.
#[derive(Debug)]
pub(crate) enum Sent<T> {
    /// The value was queued, or given to a receiver, whose waker this is.
    Done(Option<Waker>),
    /// The channel is closed, or no handle is left that can receive.
    Closed(T),
    /// There is no room and no receiver waits.
    Full(T),
    /// The `select!` of this case has completed another case.
    Lost(T),
}

/// The result of a receive.
#[derive(Debug)]
pub(crate) enum Received<T> {
    /// A value; the waker belongs to the sender whose value was taken or moved into the queue.
    Value(T, Option<Waker>),
    /// The channel is closed and drained.
    Closed,
    /// No value is queued and no sender waits.
    Empty,
    /// The `select!` of this case has completed another case.
    Lost,
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
        let state = State {
            queue: VecDeque::new(),
            undelivered: Undelivered::new(),
            room,
            senders: WaitQueue::new(),
            receivers: WaitQueue::new(),
            given: 0,
            stale: 0,
            end: End::Open,
            changes: 0,
            abandoned: false,
            attachment: None,
        };
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
        state.is_closed() || state.abandoned
    }

    /// Counts one more handle of `kind`.
    pub(crate) fn acquire(&self, kind: u64) {
        // Relaxed: the caller has a handle of this kind, so no end of the channel depends on this increment.
        let before = self.handles.fetch_add(kind, Ordering::Relaxed);
        let of_kind = if kind & SENDS == 0 { before >> RECEIVES_SHIFT } else { before & (RECEIVES - 1) };
        assert!(of_kind < MAX_HANDLES, "too many handles of one channel");
    }

    /// Counts one handle of `kind` less. The last one of its kind ends the channel for the other side.
    pub(crate) fn release(&self, kind: u64) {
        // AcqRel pairs with the other releases: the last one sees everything that happened before them.
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
        let opened = self.lock().close();
        self.end_waits();
        opened
    }

    /// Fails all sends from now on, and drops the queued values.
    fn abandon(&self) {
        let mut state = self.lock();
        state.abandoned = true;
        state.changed();
        let unread = (std::mem::take(&mut state.queue), std::mem::replace(&mut state.undelivered, Undelivered::new()));
        drop(state);
        self.end_waits();
        drop(unread);
    }

    /// Completes all waiting operations for the end of the channel. Waiters are completed in batches: the lock is
    /// held briefly, and early waiters run while later ones are still being completed.
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

    /// Sends `value` without waiting. If there is no room, the oldest queued value makes way and is returned.
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

    /// Drops the queued value of a timer, and marks given values as stale; true if a value was queued.
    pub(crate) fn discard_queued(&self) -> bool {
        let mut state = self.lock();
        state.stale = state.given;
        state.changed();
        let value = state.next();
        let waker = state.refill();
        drop(state);
        wake(waker);
        value.is_some()
    }

    /// Keeps `owned` alive as long as the channel.
    pub(crate) fn attach(&self, owned: Box<dyn Any + Send>) {
        let before = self.lock().attachment.replace(owned);
        drop(before);
    }

    /// Frees the slot of a dropped receive. A value it was given goes to the next receiver, or back to the front.
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

impl<T> State<T> {
    /// Marks the channel as closed; false if it was closed already.
    fn close(&mut self) -> bool {
        let opened = !self.is_closed();
        self.end = End::Closed;
        self.changed();
        opened
    }

    /// Whether no more values come.
    #[inline]
    pub(crate) fn is_closed(&self) -> bool {
        match &self.end {
            End::Open | End::Never => false,
            End::Closed => true,
            // Acquire pairs with the Release of whoever sets the flag.
            End::When(flag) => flag.load(Ordering::Acquire),
        }
    }

    /// Closes the channel from the moment on at which `flag` is set.
    pub(crate) fn close_when(&mut self, flag: Arc<AtomicBool>) {
        if matches!(self.end, End::Open) {
            self.end = End::When(flag);
        }
    }

    /// Notes that nobody will close the channel, nor send on it.
    pub(crate) fn end_never(&mut self) {
        if matches!(self.end, End::Open) {
            self.end = End::Never;
        }
    }

    /// Whether that was noted.
    pub(crate) fn never_ends(&self) -> bool {
        matches!(self.end, End::Never)
    }

    /// Counts a change by which an operation that needed to wait might not any more.
    #[inline]
    fn changed(&mut self) {
        // Two looks of a `select!` compare it; it does not go round between them.
        self.changes = self.changes.wrapping_add(1);
    }

    /// A number that changes whenever an operation that needed to wait might not any more.
    pub(crate) fn changes(&self) -> u32 {
        self.changes
    }

    /// Adds a waiting receiver, and returns its slot.
    #[inline]
    pub(crate) fn join_receivers(&mut self, waiter: impl FnOnce() -> Waiter) -> u32 {
        self.changed();
        self.receivers.join(|| Receiving::Waits(waiter()))
    }

    /// Adds a waiting sender with what it offers, and returns its slot.
    #[inline]
    pub(crate) fn join_senders(&mut self, waiter: impl FnOnce() -> Waiter, value: T) -> u32 {
        self.changed();
        self.senders.join(|| Sending::Waits(waiter(), value))
    }

    /// Whether a send is just a push: the channel is open, no receiver waits, and there is room.
    #[inline]
    pub(crate) fn can_push(&self) -> bool {
        matches!(self.end, End::Open) & !self.abandoned
            && self.receivers.is_empty()
            && self.queue.len() + self.undelivered.len() < self.room
    }

    /// Queues `value`, after [`can_push`](State::can_push) returned true.
    #[inline]
    pub(crate) fn push(&mut self, value: T) {
        self.queue.push_back(value);
        self.changed();
    }

    /// Whether a receive would have to wait: nothing is queued, no sender waits, and the channel is open.
    #[inline]
    pub(crate) fn is_idle(&self) -> bool {
        self.queue.is_empty() && self.undelivered.len() == 0 && self.senders.is_empty() && !self.is_closed()
    }

    /// Takes the first queued value if a receive is just a pop: no value is undelivered, and no sender waits.
    #[inline]
    pub(crate) fn pop(&mut self) -> Option<T> {
        if self.senders.is_empty() && self.undelivered.len() == 0 {
            let value = self.queue.pop_front();
            self.changes = self.changes.wrapping_add(u32::from(value.is_some()));
            value
        } else {
            None
        }
    }

    /// Sends `value` if that needs no wait, on behalf of `me` (`None`: a lone operation).
    #[inline]
    pub(crate) fn send(&mut self, value: T, me: Option<SelectCase<'_>>) -> Sent<T> {
        // The channel has ended: the send fails, and for a case this failure completes its `select!`.
        if self.is_closed() || self.abandoned {
            return if takes(me) { Sent::Closed(value) } else { Sent::Lost(value) };
        }
        match self.receivers.pick(me) {
            // A receiver waits, so the queue is empty: hand the value over directly.
            Pick::Waiter(slot, waker) => Sent::Done(self.give(slot, value).or(waker)),
            // A peer has completed another case of this `select!` meanwhile.
            Pick::Lost => Sent::Lost(value),
            // No receiver and no room: the caller decides whether to wait.
            Pick::Nobody if !self.has_room() => Sent::Full(value),
            Pick::Nobody if !takes(me) => Sent::Lost(value),
            // No receiver, but room: queue the value. Nobody needs waking.
            Pick::Nobody => {
                self.push(value);
                Sent::Done(None)
            }
        }
    }

    /// Receives if that needs no wait, on behalf of `me` (`None`: a lone operation).
    #[inline]
    pub(crate) fn recv(&mut self, me: Option<SelectCase<'_>>) -> Received<T> {
        // A value is queued: take the oldest one, and let the longest waiting sender into the freed room.
        if self.queued() > 0 {
            if !takes(me) {
                return Received::Lost;
            }
            self.changed();
            let value = self.next().unwrap_or_else(|| unreachable!("a value is queued"));
            return Received::Value(value, self.refill());
        }
        // Closed and drained. A closed channel has no waiting senders whose value could be taken.
        if self.is_closed() {
            return if takes(me) { Received::Closed } else { Received::Lost };
        }
        match self.senders.pick(me) {
            // Nothing is queued and a sender waits: the channel is unbuffered, take the value from the sender.
            Pick::Waiter(slot, waker) => {
                let (value, own) = self.senders.complete(slot, 0).take_offer();
                Received::Value(value, own.or(waker))
            }
            // A peer has completed another case of this `select!` meanwhile.
            Pick::Lost => Received::Lost,
            Pick::Nobody => Received::Empty,
        }
    }

    /// Gives `value` to the claimed receive in `slot`; returns the waker of a lone operation.
    #[inline]
    fn give(&mut self, slot: u32, value: T) -> Option<Waker> {
        let number = self.given;
        self.given += 1;
        self.receivers.complete(slot, number).give(value)
    }

    /// The number of values that were sent and belong to no receiver.
    fn queued(&self) -> usize {
        self.queue.len() + self.undelivered.len()
    }

    fn has_room(&self) -> bool {
        self.queued() < self.room
    }

    fn next(&mut self) -> Option<T> {
        self.undelivered.pop().or_else(|| self.queue.pop_front())
    }

    /// Queues the value of the longest waiting sender if there is room; one receive makes room for one value.
    #[inline]
    fn refill(&mut self) -> Option<Waker> {
        if self.is_closed() || !self.has_room() {
            return None;
        }
        let Pick::Waiter(slot, waker) = self.senders.pick(None) else { return None };
        let (value, own) = self.senders.complete(slot, 0).take_offer();
        self.queue.push_back(value);
        own.or(waker)
    }

    /// Gives `value` to the longest waiting receiver, else puts it back; returns it if it is stale, or no handle is
    /// left that can receive.
    fn give_back(&mut self, value: T, number: u64) -> (Receiving<T>, Option<Waker>) {
        if number < self.stale || self.abandoned {
            return (Receiving::Given(value), None);
        }
        let Pick::Waiter(slot, waker) = self.receivers.pick(None) else {
            self.undelivered.put(value, number);
            self.changed();
            return (Receiving::Free, None);
        };
        (Receiving::Free, self.receivers.complete(slot, number).give(value).or(waker))
    }

    /// Completes a batch of waiting operations for the end of the channel, and collects their wakers; true if there
    /// may be more.
    fn end_some(&mut self, wakers: &mut Vec<Waker>) -> bool {
        for _ in 0..BATCH {
            let Some(waker) = self.end_one() else { return false };
            wakers.extend(waker);
        }
        true
    }

    /// Completes the longest waiting operation of one side for the end of the channel.
    fn end_one(&mut self) -> Option<Option<Waker>> {
        if let Pick::Waiter(slot, waker) = self.receivers.pick(None) {
            return Some(self.receivers.complete(slot, 0).end().or(waker));
        }
        let Pick::Waiter(slot, waker) = self.senders.pick(None) else { return None };
        Some(self.senders.complete(slot, 0).end().or(waker))
    }
}

/// Takes the token of `me`; a lone operation has none, and always may proceed.
fn takes(me: Option<SelectCase<'_>>) -> bool {
    me.is_none_or(|me| me.take())
}
