//! What the handles of one channel share, and every change of it: the protocol of [`chan`](super), under one lock.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::Location;
use std::task::Waker;

use super::claim::Ticket;
use super::place::{Receiving, Sending};
use super::returned::Returned;
use super::wait_queue::{Left, Pick, WaitQueue};
use crate::primitives::atomic::{AtomicU64, Ordering};
use crate::primitives::{ShortGuard, ShortLock};

/// A handle that can send, in [`Core::handles`].
pub(crate) const SENDS: u64 = 1;

/// A handle that can receive, in [`Core::handles`].
pub(crate) const RECEIVES: u64 = 1 << 32;

/// How many waits the end of a channel completes in one critical section.
const BATCH: usize = if cfg!(loom) { 1 } else { 64 };

/// So many handles of one kind do not fit in memory, unless they were forgotten.
const MAX_HANDLES: u64 = 1 << 31;

/// One channel.
pub(crate) struct Core<T> {
    /// How many handles there are: those that can send in the lower half, those that can receive in the upper.
    handles: AtomicU64,
    /// How many values it can queue, as the program sees it.
    capacity: usize,
    /// Whether it is a timer's: never closed, and seen as unbuffered.
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
    /// Values that were given to receivers which were dropped before they took them; they go before the queue.
    returned: Returned<T>,
    /// How many values can be queued.
    room: usize,
    /// Who waits to send.
    pub(crate) senders: WaitQueue<Sending<T>>,
    /// Who waits to receive.
    pub(crate) receivers: WaitQueue<Receiving<T>>,
    /// How many values were given to waiting receivers; numbers them.
    given: u64,
    /// Given values below this number are stale, and not given to another.
    stale: u64,
    /// No more sends: closed by the program, or nobody is left to send.
    closed: bool,
    /// Nobody is left to receive.
    abandoned: bool,
    /// What lives as long as the channel.
    kept: Option<Box<dyn Any + Send>>,
}

/// How a send went.
#[derive(Debug)]
pub(crate) enum Sent<T> {
    /// It happened; the waker is its receiver's.
    Done(Option<Waker>),
    /// It never will: the channel is closed, or nobody is left to receive.
    Closed(T),
    /// It must wait.
    Full(T),
    /// The `select!` it is a case of was completed otherwise.
    Lost(T),
}

/// How a receive went.
#[derive(Debug)]
pub(crate) enum Received<T> {
    /// It happened; the waker is that of the sender whose value was taken or queued.
    Value(T, Option<Waker>),
    /// It never will: the channel is closed and drained.
    Closed,
    /// It must wait.
    Empty,
    /// The `select!` it is a case of was completed otherwise.
    Lost,
}

impl<T> Core<T> {
    /// A channel with one handle of each kind.
    pub(crate) fn new(capacity: usize, made_at: &'static Location<'static>) -> Core<T> {
        Core::with_room(capacity, false, made_at)
    }

    /// A timer's channel: room for one value, of which the program sees nothing.
    #[track_caller]
    pub(crate) fn for_timer() -> Core<T> {
        Core::with_room(1, true, Location::caller())
    }

    fn with_room(room: usize, timer: bool, made_at: &'static Location<'static>) -> Core<T> {
        let state = State {
            queue: VecDeque::new(),
            returned: Returned::new(),
            room,
            senders: WaitQueue::new(),
            receivers: WaitQueue::new(),
            given: 0,
            stale: 0,
            closed: false,
            abandoned: false,
            kept: None,
        };
        let capacity = if timer { 0 } else { room };
        Core { handles: AtomicU64::new(SENDS + RECEIVES), capacity, timer, made_at, state: ShortLock::new(state) }
    }

    /// Opens the channel's state.
    #[inline]
    pub(crate) fn lock(&self) -> ShortGuard<'_, State<T>> {
        self.state.lock()
    }

    /// Whether it is a timer's.
    pub(crate) fn is_timer(&self) -> bool {
        self.timer
    }

    /// Where the program made it.
    pub(crate) fn made_at(&self) -> &'static Location<'static> {
        self.made_at
    }

    /// How many handles are left that can send, and that can receive.
    pub(crate) fn handles(&self) -> (usize, usize) {
        // Relaxed: others may change it at any time.
        let handles = self.handles.load(Ordering::Relaxed);
        ((handles & (RECEIVES - 1)) as usize, (handles >> 32) as usize)
    }

    /// How many values it can queue.
    pub(crate) fn capacity(&self) -> usize {
        self.capacity
    }

    /// How many values are queued.
    pub(crate) fn len(&self) -> usize {
        if self.capacity == 0 { 0 } else { self.lock().queued().min(self.capacity) }
    }

    /// Whether a send fails.
    pub(crate) fn is_closed(&self) -> bool {
        let state = self.lock();
        state.closed || state.abandoned
    }

    /// Counts one more handle of `kind`.
    pub(crate) fn acquire(&self, kind: u64) {
        // A new handle comes from one that is there: nobody decides anything by this increment.
        let before = self.handles.fetch_add(kind, Ordering::Relaxed);
        let of_kind = if kind & SENDS == 0 { before >> 32 } else { before & (RECEIVES - 1) };
        assert!(of_kind < MAX_HANDLES, "too many handles of one channel");
    }

    /// Counts one handle of `kind` less; the last of its kind ends the channel for the other side.
    pub(crate) fn release(&self, kind: u64) {
        // Pairs with itself: the last release sees everything that happened before the others.
        let left = self.handles.fetch_sub(kind, Ordering::AcqRel) - kind;
        if kind & SENDS != 0 && left & (RECEIVES - 1) == 0 && !self.timer {
            let _ = self.close();
        }
        if kind & RECEIVES != 0 && left >> 32 == 0 {
            self.abandon();
        }
    }

    /// Closes the channel, and wakes all who wait; false when it was closed before.
    pub(crate) fn close(&self) -> bool {
        let opened = !std::mem::replace(&mut self.lock().closed, true);
        self.end_waits();
        opened
    }

    /// Fails all sends from now on, and drops what nobody will receive.
    fn abandon(&self) {
        let mut state = self.lock();
        state.abandoned = true;
        let unread = (std::mem::take(&mut state.queue), std::mem::replace(&mut state.returned, Returned::new()));
        drop(state);
        self.end_waits();
        drop(unread);
    }

    /// Completes all waiting operations for the end of the channel. A crowd is served batch by batch: nobody stands long before
    /// the lock, and the first run while the last are still served.
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

    /// Drops a queued value, and whatever a dropped receive would give back, and says whether there was a queued one.
    pub(crate) fn discard_queued(&self) -> bool {
        let mut state = self.lock();
        state.stale = state.given;
        let value = state.next();
        let waker = state.refill();
        drop(state);
        wake(waker);
        value.is_some()
    }

    /// Makes `owned` live as long as the channel.
    pub(crate) fn keep(&self, owned: Box<dyn Any + Send>) {
        let before = self.lock().kept.replace(owned);
        drop(before);
    }

    /// Frees the slot of a receive that was dropped; a value that it was given goes to the next receiver, or back to the front.
    pub(crate) fn drop_recv(&self, slot: u32) {
        let mut state = self.lock();
        let Left { place, number } = state.receivers.leave(slot);
        let (unwanted, waker) = match place {
            // A timer's channel holds one value at most: the newer one.
            Receiving::Given(value) if !self.timer || state.queued() == 0 => state.give_back(value, number),
            other => (other, None),
        };
        drop(state);
        wake(waker);
        drop(unwanted);
    }

    /// Frees the slot of a send that was dropped; if it was taken, it has happened.
    pub(crate) fn drop_send(&self, slot: u32) {
        let left = self.lock().senders.leave(slot);
        drop(left);
    }
}

/// Wakes, with no lock held.
pub(crate) fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl<T> State<T> {
    /// Whether a send is only a push: the channel is open, nobody waits to receive, and there is room.
    #[inline]
    pub(crate) fn can_push(&self) -> bool {
        !(self.closed | self.abandoned)
            && self.receivers.is_empty()
            && self.queue.len() + self.returned.len() < self.room
    }

    /// Queues `value`, after [`can_push`](State::can_push) said yes.
    #[inline]
    pub(crate) fn push(&mut self, value: T) {
        self.queue.push_back(value);
    }

    /// Whether there is nothing to receive, and the channel is open.
    #[inline]
    pub(crate) fn is_idle(&self) -> bool {
        self.queue.is_empty() && self.returned.len() == 0 && self.senders.is_empty() && !self.closed
    }

    /// Takes the first value, if that is all there is to do: nothing came back, and nobody waits to send.
    #[inline]
    pub(crate) fn pop(&mut self) -> Option<T> {
        if self.senders.is_empty() && self.returned.len() == 0 { self.queue.pop_front() } else { None }
    }

    /// Sends `value` if it can be done now, on behalf of `me`.
    #[inline]
    pub(crate) fn send(&mut self, value: T, me: Option<Ticket<'_>>) -> Sent<T> {
        if self.closed || self.abandoned {
            return if takes(me) { Sent::Closed(value) } else { Sent::Lost(value) };
        }
        match self.receivers.pick(me) {
            Pick::Waiter(slot, waker) => Sent::Done(self.give(slot, value).or(waker)),
            Pick::Lost => Sent::Lost(value),
            Pick::Nobody if !self.has_room() => Sent::Full(value),
            Pick::Nobody if !takes(me) => Sent::Lost(value),
            Pick::Nobody => {
                self.queue.push_back(value);
                Sent::Done(None)
            }
        }
    }

    /// Receives if it can be done now, on behalf of `me`.
    #[inline]
    pub(crate) fn recv(&mut self, me: Option<Ticket<'_>>) -> Received<T> {
        if self.queued() > 0 {
            if !takes(me) {
                return Received::Lost;
            }
            let value = self.next().unwrap_or_else(|| unreachable!("a value is queued"));
            return Received::Value(value, self.refill());
        }
        if self.closed {
            return if takes(me) { Received::Closed } else { Received::Lost };
        }
        match self.senders.pick(me) {
            Pick::Waiter(slot, waker) => {
                let (value, own) = self.senders.serve(slot, 0).take_offer();
                Received::Value(value, own.or(waker))
            }
            Pick::Lost => Received::Lost,
            Pick::Nobody => Received::Empty,
        }
    }

    /// Gives `value` to the receive in `slot`, which was picked; returns its waker if it is one by itself.
    #[inline]
    fn give(&mut self, slot: u32, value: T) -> Option<Waker> {
        let number = self.given;
        self.given += 1;
        self.receivers.serve(slot, number).give(value)
    }

    /// Values that were sent and belong to no receiver.
    fn queued(&self) -> usize {
        self.queue.len() + self.returned.len()
    }

    fn has_room(&self) -> bool {
        self.queued() < self.room
    }

    fn next(&mut self) -> Option<T> {
        self.returned.pop().or_else(|| self.queue.pop_front())
    }

    /// Queues the value of the longest waiting sender if there is room now; after one receive there is room for one.
    #[inline]
    fn refill(&mut self) -> Option<Waker> {
        if self.closed || !self.has_room() {
            return None;
        }
        let Pick::Waiter(slot, waker) = self.senders.pick(None) else { return None };
        let (value, own) = self.senders.serve(slot, 0).take_offer();
        self.queue.push_back(value);
        own.or(waker)
    }

    /// Gives `value` to the longest waiting receiver, else puts it back; returns it if nobody wants it any more.
    fn give_back(&mut self, value: T, number: u64) -> (Receiving<T>, Option<Waker>) {
        if number < self.stale || self.abandoned {
            return (Receiving::Given(value), None);
        }
        let Pick::Waiter(slot, waker) = self.receivers.pick(None) else {
            self.returned.put(value, number);
            return (Receiving::Free, None);
        };
        (Receiving::Free, self.receivers.serve(slot, number).give(value).or(waker))
    }

    /// Completes some waiting operations for the end of the channel, and collects their wakers; whether there may be more.
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
            return Some(self.receivers.serve(slot, 0).end().or(waker));
        }
        let Pick::Waiter(slot, waker) = self.senders.pick(None) else { return None };
        Some(self.senders.serve(slot, 0).end().or(waker))
    }
}

/// Takes the claim of `me`; an operation by itself has none to take.
fn takes(me: Option<Ticket<'_>>) -> bool {
    me.is_none_or(|me| me.take())
}
