//! The protocol of [`chan`](super): how a value passes from a send to a receive, and how an end
//! completes waits.
//!
//! Everything here happens in one critical section, under the channel's lock. Wakers and values are
//! returned, to be woken and dropped once the lock is released.

use std::task::Waker;

use super::slot_state::Receiving;
use super::state::State;
use super::wait_queue::Pick;
use crate::wait::select_token::SelectCase;

/// The number of waits that the end of a channel completes in one critical section.
const BATCH: usize = if cfg!(loom) { 1 } else { 64 };

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

impl<T> State<T> {
    /// Sends `value` if that needs no wait, on behalf of `me` (`None`: a lone operation).
    #[inline]
    pub(crate) fn send(&mut self, value: T, me: Option<SelectCase<'_>>) -> Sent<T> {
        // The channel has ended: the send fails, and for a case this failure completes its
        // `select!`.
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
        // A value is queued: take the oldest one, and let the longest waiting sender into the freed
        // room.
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
            // Nothing is queued and a sender waits: the channel is unbuffered, take the value from
            // the sender.
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

    /// Queues the value of the longest waiting sender if there is room; one receive makes room for
    /// one value.
    #[inline]
    pub(super) fn refill(&mut self) -> Option<Waker> {
        // On a closed channel the waiting senders fail: the closing call completes them.
        if self.is_closed() || !self.has_room() {
            return None;
        }
        // Behind all queued values, so the order of sending is kept.
        let Pick::Waiter(slot, waker) = self.senders.pick(None) else { return None };
        let (value, own) = self.senders.complete(slot, 0).take_offer();
        self.queue.push_back(value);
        own.or(waker)
    }

    /// Gives `value` to the longest waiting receiver, else puts it back; returns it if it is stale,
    /// or no handle is left that can receive.
    pub(super) fn give_back(&mut self, value: T, number: u64) -> (Receiving<T>, Option<Waker>) {
        // Nobody may receive it any more: the caller drops it.
        if number < self.stale || self.abandoned {
            return (Receiving::Given(value), None);
        }
        // Nobody waits: it goes back to the front, in the order of the hand-overs.
        let Pick::Waiter(slot, waker) = self.receivers.pick(None) else {
            self.undelivered.put(value, number);
            self.changed();
            return (Receiving::Free, None);
        };
        // The longest waiting receiver gets it instead, under the same number.
        (Receiving::Free, self.receivers.complete(slot, number).give(value).or(waker))
    }

    /// Drops the queued value of a timer and lets a waiting sender in: the value, and the sender's
    /// waker. Values that were given before are stale from now on.
    #[inline]
    pub(super) fn discard(&mut self) -> (Option<T>, Option<Waker>) {
        self.stale = self.given;
        self.changed();
        (self.next(), self.refill())
    }

    /// Completes a batch of waiting operations for the end of the channel, and collects their
    /// wakers; true if there may be more.
    pub(super) fn end_some(&mut self, wakers: &mut Vec<Waker>) -> bool {
        for _ in 0..BATCH {
            let Some(waker) = self.end_one() else { return false };
            wakers.extend(waker);
        }
        true
    }

    /// Completes the longest waiting operation of one side for the end of the channel.
    fn end_one(&mut self) -> Option<Option<Waker>> {
        // A receiver waits, so nothing is queued: it gets the end, Go's zero value and false.
        if let Pick::Waiter(slot, waker) = self.receivers.pick(None) {
            return Some(self.receivers.complete(slot, 0).end().or(waker));
        }
        // A sender waits: its send fails, and it keeps its value. In Go it panics.
        let Pick::Waiter(slot, waker) = self.senders.pick(None) else { return None };
        Some(self.senders.complete(slot, 0).end().or(waker))
    }
}

/// Takes the token of `me`; a lone operation has none, and always may proceed.
fn takes(me: Option<SelectCase<'_>>) -> bool {
    me.is_none_or(|me| me.take())
}
