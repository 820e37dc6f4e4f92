//! What the lock of a channel guards: its values, who waits, and whether it has ended.

use std::any::Any;
use std::collections::VecDeque;
use std::mem;

use super::slot_state::{Receiving, Sending};
use super::undelivered::Undelivered;
use super::wait_queue::WaitQueue;
use crate::primitives::Arc;
use crate::primitives::atomic::{AtomicBool, Ordering};
use crate::wait::waiter::Waiter;

/// What the lock of a channel guards.
pub(crate) struct State<T> {
    /// The values sent and not received.
    pub(super) queue: VecDeque<T>,
    /// Values given to receives that were dropped before they took them; received before `queue`.
    pub(super) undelivered: Undelivered<T>,
    /// The number of values that can be queued.
    room: usize,
    /// The waiting senders.
    pub(crate) senders: WaitQueue<Sending<T>>,
    /// The waiting receivers.
    pub(crate) receivers: WaitQueue<Receiving<T>>,
    /// The number of values given to waiting receivers so far; numbers them.
    pub(super) given: u64,
    /// Given values below this number are stale: if they come back, they are dropped.
    pub(super) stale: u64,
    /// Whether sends have ended: the program closed the channel, or no handle is left that can
    /// send.
    end: End,
    /// Changes whenever an operation that needed to wait might not any more.
    changes: u32,
    /// No handle is left that can receive.
    pub(super) abandoned: bool,
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
    /// Closed from the moment at which the flag is set: a context's `done`, which ends together
    /// with those of the contexts below it.
    When(Arc<AtomicBool>),
}

impl<T> State<T> {
    /// An open channel with room for `room` values.
    pub(super) fn new(room: usize) -> State<T> {
        State {
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
        }
    }

    /// Fails all sends from now on, and returns the values that nobody will receive.
    pub(super) fn abandon(&mut self) -> (VecDeque<T>, Undelivered<T>) {
        self.abandoned = true;
        self.changed();
        (mem::take(&mut self.queue), mem::replace(&mut self.undelivered, Undelivered::new()))
    }

    /// Whether an operation waits on either side.
    pub(super) fn has_waits(&self) -> bool {
        !(self.receivers.is_empty() && self.senders.is_empty())
    }

    /// Whether no handle is left that can receive.
    pub(super) fn is_abandoned(&self) -> bool {
        self.abandoned
    }

    /// Keeps `owned` alive as long as the channel, and returns what was kept before.
    pub(super) fn attach(&mut self, owned: Box<dyn Any + Send>) -> Option<Box<dyn Any + Send>> {
        self.attachment.replace(owned)
    }

    /// Marks the channel as closed; false if it was closed already.
    pub(super) fn close(&mut self) -> bool {
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
    pub(super) fn changed(&mut self) {
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

    /// Whether a receive would have to wait: nothing is queued, no sender waits, and the channel is
    /// open.
    #[inline]
    pub(crate) fn is_idle(&self) -> bool {
        self.queue.is_empty() && self.undelivered.len() == 0 && self.senders.is_empty() && !self.is_closed()
    }

    /// Takes the first queued value if a receive is just a pop: no value is undelivered, and no
    /// sender waits.
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

    /// The number of values that were sent and belong to no receiver.
    pub(super) fn queued(&self) -> usize {
        self.queue.len() + self.undelivered.len()
    }

    /// Whether one more value can be queued.
    pub(super) fn has_room(&self) -> bool {
        self.queued() < self.room
    }

    /// Takes the oldest value that belongs to no receiver.
    pub(super) fn next(&mut self) -> Option<T> {
        self.undelivered.pop().or_else(|| self.queue.pop_front())
    }
}
