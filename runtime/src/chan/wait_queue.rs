//! Those who wait on one side of a channel: first in, first out, and each may leave from where it stands.
//!
//! A *slot* belongs to one waiting operation from [`WaitQueue::join`] to [`WaitQueue::leave`]: only that operation frees it. A
//! counterpart *serves* it: takes it out of the queue and leaves the outcome in it. So the number of a slot needs no
//! generation to tell its owner from the next.

use std::task::Waker;

use super::claim::Ticket;
use super::place::{Meeting, Place, Who};
use super::slots::Slots;

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
    /// The slots: waiting ones (linked, in the order of their coming), served ones, and free ones (chained by `next`).
    slots: Slots<Slot<P>>,
}

/// The place of one operation: 32 bytes for a receive of a word, 40 for a send of one.
#[derive(Debug)]
struct Slot<P> {
    /// The waiter before. In a served slot, the lower half of its number.
    prev: u32,
    /// The waiter behind, or the next free slot. In a served slot, the upper half of its number.
    next: u32,
    /// Who waits here, or what came of it.
    place: P,
}

/// What a counterpart found.
#[derive(Debug)]
pub(crate) enum Pick {
    /// The longest waiter, out of the queue now; it is claimed, and must be served. With the waker of a case.
    Waiter(u32, Option<Waker>),
    /// Nobody waits.
    Nobody,
    /// The `select!` that looked for a counterpart was completed by another meanwhile.
    Lost,
}

/// What a slot held when its owner left it.
#[derive(Debug)]
pub(crate) struct Left<P> {
    /// What stood there; wakers and values are to be dropped once the lock is released.
    pub(crate) place: P,
    /// The number with which it was served.
    pub(crate) number: u64,
}

impl<P: Place> WaitQueue<P> {
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
    pub(crate) fn join(&mut self, place: impl FnOnce() -> P) -> u32 {
        let slot = self.vacant();
        let prev = std::mem::replace(&mut self.tail, slot);
        match prev {
            NONE => self.head = slot,
            prev => self.slots.at(prev).next = slot,
        }
        self.owned += 1;
        let taken = self.slots.at(slot);
        (taken.prev, taken.next) = (prev, NONE);
        // Made last, and a free slot holds nothing to be dropped: so it is written here, in its parts, and not copied from the stack, which
        // has to wait until the parts are there (a stalled store-to-load forwarding, some 8 ns).
        std::mem::forget(std::mem::replace(&mut taken.place, place()));
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
        let index = self.slots.push(Slot { prev: NONE, next: NONE, place: P::FREE });
        u32::try_from(index).ok().filter(|&index| index != NONE).expect("too many operations wait on one channel")
    }

    /// What stands in `slot`.
    #[inline]
    pub(crate) fn place(&mut self, slot: u32) -> &mut P {
        &mut self.slots.at(slot).place
    }

    /// The waker in `slot`, of an operation by itself that waits.
    pub(crate) fn waker_mut(&mut self, slot: u32) -> Option<&mut Waker> {
        match self.place(slot).who() {
            Some(Who::Task(waker)) => Some(waker),
            _ => None,
        }
    }

    /// Frees `slot` on behalf of its owner, wherever it stands.
    pub(crate) fn leave(&mut self, slot: u32) -> Left<P> {
        if self.place(slot).who().is_some() {
            self.unlink(slot);
        }
        let left = self.slots.at(slot);
        let number = u64::from(left.next) << 32 | u64::from(left.prev);
        let place = std::mem::replace(&mut left.place, P::FREE);
        self.free(slot);
        Left { place, number }
    }

    /// Frees `slot`, out of which its owner took what there was.
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

    /// Takes the longest waiter out that can be claimed, on behalf of `me`: a case of a `select!`, or an operation by itself
    /// (`None`). The waiter must then be served.
    #[inline]
    pub(crate) fn pick(&mut self, me: Option<Ticket<'_>>) -> Pick {
        let head = self.head;
        let Some(slot) = self.slots.get_mut(head) else { return Pick::Nobody };
        match (slot.place.who(), me) {
            (Some(Who::Task(_)), None) => {
                self.unlink(head);
                Pick::Waiter(head, None)
            }
            _ => self.pick_claimed(me),
        }
    }

    /// [`pick`](WaitQueue::pick) where a claim decides.
    #[inline(never)]
    fn pick_claimed(&mut self, me: Option<Ticket<'_>>) -> Pick {
        let mut slot = self.head;
        while let Some(place) = self.slots.get_mut(slot) {
            let next = place.next;
            match place.place.who().map_or(Meeting::Gone, |who| who.meet(me)) {
                Meeting::Claimed(waker) => {
                    self.unlink(slot);
                    return Pick::Waiter(slot, waker);
                }
                Meeting::Lost => return Pick::Lost,
                Meeting::Myself => {}
                Meeting::Gone => {
                    self.unlink(slot);
                    self.place(slot).pass();
                }
            }
            slot = next;
        }
        Pick::Nobody
    }

    /// Numbers the operation in `slot`, which was picked, and opens its place for the outcome.
    #[inline]
    pub(crate) fn serve(&mut self, slot: u32, number: u64) -> &mut P {
        let served = self.slots.at(slot);
        (served.prev, served.next) = (number as u32, (number >> 32) as u32);
        &mut served.place
    }
}

#[cfg(all(test, not(loom)))]
#[path = "wait_queue/tests.rs"]
mod tests;
