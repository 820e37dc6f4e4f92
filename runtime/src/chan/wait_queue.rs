//! Those who wait on one side of a channel: first in, first out, and each may leave from any
//! position.
//!
//! A *slot* belongs to one waiting operation from [`WaitQueue::join`] to [`WaitQueue::leave`]: only
//! that operation frees it. A counterpart *serves* it: takes it out of the queue and leaves the
//! outcome in it. So the number of a slot needs no generation to tell its owner from the next.

use std::task::Waker;

use super::slot_state::SlotState;
use super::slots::Slots;
use crate::wait::select_token::SelectCase;
use crate::wait::waiter::{Claimed, Waiter};

/// The end of a chain.
const NONE: u32 = u32::MAX;

/// How many slots an empty queue keeps.
const KEPT: usize = 64;

/// The waiting senders, or the waiting receivers, of one channel.
#[derive(Debug)]
pub(crate) struct WaitQueue<P> {
    /// The longest waiter.
    head: u32,
    /// The shortest waiter.
    tail: u32,
    /// The first free slot.
    free: u32,
    /// Slots that belong to an operation.
    owned: u32,
    /// The slots: waiting ones (linked, in the order of their coming), completed ones, and free
    /// ones (chained by `next`).
    slots: Slots<Slot<P>>,
}

/// The slot of one operation: 32 bytes for a receive of a word, 40 for a send of one.
#[derive(Debug)]
struct Slot<P> {
    /// The waiter before. In a completed slot, the lower half of its number.
    prev: u32,
    /// The waiter behind, or the next free slot. In a completed slot, the upper half of its number.
    next: u32,
    /// Who waits here, or how the operation ended.
    state: P,
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
        WaitQueue { head: NONE, tail: NONE, free: NONE, owned: 0, slots: Slots::new() }
    }

    /// Whether nobody waits.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.head == NONE
    }

    /// Adds a waiter behind all others, and returns the number of its slot.
    #[inline]
    pub(crate) fn join(&mut self, state: impl FnOnce() -> P) -> u32 {
        let slot = self.vacant();
        let prev = std::mem::replace(&mut self.tail, slot);
        match prev {
            NONE => self.head = slot,
            prev => self.slots.at(prev).next = slot,
        }
        self.owned += 1;
        let taken = self.slots.at(slot);
        (taken.prev, taken.next) = (prev, NONE);
        // The state is made last and written in place: a copy from the stack would stall on
        // store-to-load forwarding (some 8 ns). A free slot holds nothing that must be dropped,
        // hence `forget`.
        std::mem::forget(std::mem::replace(&mut taken.state, state()));
        slot
    }

    /// A free slot, out of the chain of those.
    #[inline]
    fn vacant(&mut self) -> u32 {
        match self.free {
            NONE => self.grow(),
            free => {
                self.free = self.slots.at(free).next;
                free
            }
        }
    }

    #[cold]
    fn grow(&mut self) -> u32 {
        let index = self.slots.push(Slot { prev: NONE, next: NONE, state: P::FREE });
        u32::try_from(index).ok().filter(|&index| index != NONE).expect("too many operations wait on one channel")
    }

    /// The state of `slot`.
    #[inline]
    pub(crate) fn state(&mut self, slot: u32) -> &mut P {
        &mut self.slots.at(slot).state
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
            self.unlink(slot);
        }
        let left = self.slots.at(slot);
        let number = u64::from(left.next) << 32 | u64::from(left.prev);
        let state = std::mem::replace(&mut left.state, P::FREE);
        self.free(slot);
        Left { state, number }
    }

    /// Frees `slot`, whose owner has taken its content.
    #[inline]
    pub(crate) fn free(&mut self, slot: u32) {
        let left = self.slots.at(slot);
        left.next = std::mem::replace(&mut self.free, slot);
        self.owned -= 1;
        if self.owned == 0 && self.slots.len() > KEPT {
            self.forget();
        }
    }

    /// Gives the memory of a crowd back once it has gone.
    #[cold]
    fn forget(&mut self) {
        self.slots.clear();
        self.free = NONE;
    }

    #[inline]
    fn unlink(&mut self, slot: u32) {
        let &mut Slot { prev, next, .. } = self.slots.at(slot);
        match prev {
            NONE => self.head = next,
            prev => self.slots.at(prev).next = next,
        }
        match next {
            NONE => self.tail = prev,
            next => self.slots.at(next).prev = prev,
        }
    }

    /// Claims the longest waiter that can be claimed and takes it out of the queue, on behalf of
    /// `me`: a case of a `select!`, or a lone operation (`None`). The caller must then complete it.
    #[inline]
    pub(crate) fn pick(&mut self, me: Option<SelectCase<'_>>) -> Pick {
        let head = self.head;
        let Some(slot) = self.slots.get_mut(head) else { return Pick::Nobody };
        match (slot.state.waiter(), me) {
            (Some(Waiter::Task(_)), None) => {
                self.unlink(head);
                Pick::Waiter(head, None)
            }
            _ => self.pick_claimed(me),
        }
    }

    /// [`pick`](WaitQueue::pick) where a token decides.
    #[inline(never)]
    fn pick_claimed(&mut self, me: Option<SelectCase<'_>>) -> Pick {
        let mut slot = self.head;
        while let Some(entry) = self.slots.get_mut(slot) {
            let next = entry.next;
            match entry.state.waiter().map_or(Claimed::Gone, |waiter| waiter.pair(me)) {
                Claimed::Yes(waker) => {
                    self.unlink(slot);
                    return Pick::Waiter(slot, waker);
                }
                Claimed::Lost => return Pick::Lost,
                // It stays in the queue for other peers.
                Claimed::Myself => {}
                // Its `select!` is done elsewhere and would only be found here again: take it out
                // for it.
                Claimed::Gone => {
                    self.unlink(slot);
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
        &mut completed.state
    }
}

#[cfg(all(test, not(loom)))]
#[path = "wait_queue/tests.rs"]
mod tests;
