//! Those who wait on one side of a channel: first in, first out, and each may leave from any
//! position.
//!
//! A *slot* belongs to one waiting operation from [`WaitQueue::join`] to [`WaitQueue::leave`]: only
//! that operation frees it. A counterpart *serves* it: takes it out of the queue and leaves the
//! outcome in it. So the number of a slot needs no generation to tell its owner from the next.

use std::task::Waker;

use super::slot_state::SlotState;
use crate::wait::linked_slots::LinkedSlots;
use crate::wait::select_token::SelectCase;
use crate::wait::waiter::{Claimed, Waiter};

/// The waiting senders, or the waiting receivers, of one channel.
///
/// A completed slot is kept until its owner frees it. Its two links are the halves of the number with
/// which it was completed. So a slot takes 32 bytes for a receive of a word, 40 for a send of one.
#[derive(Debug)]
pub(crate) struct WaitQueue<P> {
    slots: LinkedSlots<P>,
}

/// What a peer found in a queue.
#[derive(Debug)]
pub(crate) enum Pick {
    /// The longest waiter that could be claimed. It has left the queue and must now be completed.
    /// With the waker of a case.
    Waiter(u32, Option<Waker>),
    /// No waiter could be claimed.
    Nobody,
    /// The `select!` on whose behalf the queue was searched has completed another case.
    Lost,
}

/// The content of a slot when its owner freed it.
#[derive(Debug)]
pub(crate) struct Left<P> {
    /// The state of the slot; its wakers and values are dropped once the lock is released.
    pub(crate) state: P,
    /// The number with which it was completed.
    pub(crate) number: u64,
}

impl<P: SlotState> WaitQueue<P> {
    /// A queue without waiters; allocates nothing.
    pub(crate) const fn new() -> WaitQueue<P> {
        WaitQueue { slots: LinkedSlots::new() }
    }

    /// Whether nobody waits.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Adds a waiter behind all others, and returns the number of its slot.
    #[inline]
    pub(crate) fn join(&mut self, state: impl FnOnce() -> P) -> u32 {
        self.slots.push_back(state)
    }

    /// The state of `slot`.
    #[inline]
    pub(crate) fn state(&mut self, slot: u32) -> &mut P {
        &mut self.slots.at(slot).content
    }

    /// The waker in `slot`, if a lone operation waits there.
    pub(crate) fn waker_mut(&mut self, slot: u32) -> Option<&mut Waker> {
        match self.state(slot).waiter() {
            Some(Waiter::Task(waker)) => Some(waker),
            _ => None,
        }
    }

    /// Frees `slot` on behalf of its owner, whether it is in the queue or completed.
    pub(crate) fn leave(&mut self, slot: u32) -> Left<P> {
        if self.state(slot).waiter().is_some() {
            self.slots.unlink(slot);
        }
        let left = self.slots.at(slot);
        let number = u64::from(left.next) << 32 | u64::from(left.prev);
        let state = std::mem::replace(&mut left.content, P::FREE);
        self.free(slot);
        Left { state, number }
    }

    /// Frees `slot`, whose owner has taken its content.
    #[inline]
    pub(crate) fn free(&mut self, slot: u32) {
        self.slots.free(slot);
    }

    /// Claims the longest waiter that can be claimed and takes it out of the queue, on behalf of
    /// `me`: a case of a `select!`, or a lone operation (`None`). The caller must then complete it.
    #[inline]
    pub(crate) fn pick(&mut self, me: Option<SelectCase<'_>>) -> Pick {
        let head = self.slots.head();
        let Some(slot) = self.slots.get_mut(head) else { return Pick::Nobody };
        match (slot.content.waiter(), me) {
            (Some(Waiter::Task(_)), None) => {
                self.slots.unlink(head);
                Pick::Waiter(head, None)
            }
            _ => self.pick_claimed(me),
        }
    }

    /// [`pick`](WaitQueue::pick) where a token decides.
    #[inline(never)]
    fn pick_claimed(&mut self, me: Option<SelectCase<'_>>) -> Pick {
        let mut slot = self.slots.head();
        while let Some(entry) = self.slots.get_mut(slot) {
            let next = entry.next;
            match entry.content.waiter().map_or(Claimed::Gone, |waiter| waiter.pair(me)) {
                Claimed::Yes(waker) => {
                    self.slots.unlink(slot);
                    return Pick::Waiter(slot, waker);
                }
                Claimed::Lost => return Pick::Lost,
                // It stays in the queue for other peers.
                Claimed::Myself => {}
                // Its `select!` is done elsewhere and would only be found here again: take it out
                // for it.
                Claimed::Gone => {
                    self.slots.unlink(slot);
                    self.state(slot).skip();
                }
            }
            slot = next;
        }
        Pick::Nobody
    }

    /// Numbers the claimed operation in `slot`, and returns its state, which takes the outcome.
    #[inline]
    pub(crate) fn complete(&mut self, slot: u32, number: u64) -> &mut P {
        let completed = self.slots.at(slot);
        (completed.prev, completed.next) = (number as u32, (number >> 32) as u32);
        &mut completed.content
    }
}

#[cfg(all(test, not(loom)))]
#[path = "wait_queue/tests.rs"]
mod tests;
