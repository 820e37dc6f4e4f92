//! Those who wait on one side of a channel: first in, first out, and each may leave from where it stands.
//!
//! A *slot* belongs to one waiting operation from [`WaitQueue::join`] to [`WaitQueue::leave`]: only that operation frees it. A
//! counterpart *serves* it: takes it out of the queue and leaves the outcome in it. So the number of a slot needs no
//! generation to tell its owner from the next.

use std::task::Waker;

use super::claim::{Claim, Met, Ticket};
use crate::primitives::Arc;

/// The end of a chain.
const NONE: u32 = u32::MAX;

/// How many slots an empty queue keeps.
const KEPT: usize = 64;

/// The waiting senders, or the waiting receivers, of one channel.
#[derive(Debug)]
pub(crate) struct WaitQueue<T> {
    /// The slots: waiting ones (linked, in the order of their coming), served ones, and free ones (chained by `next`).
    slots: Vec<Slot<T>>,
    /// The longest waiter.
    head: u32,
    /// The shortest waiter.
    tail: u32,
    /// The first free slot.
    free: u32,
    /// Slots that belong to an operation.
    owned: u32,
}

/// The place of one operation.
#[derive(Debug)]
struct Slot<T> {
    /// The waiter before.
    prev: u32,
    /// The waiter behind, or the next free slot.
    next: u32,
    /// Who waits here.
    who: Who,
    /// What a sender offers, and gets back when the channel is closed; what a receiver was given.
    value: Option<T>,
}

/// Who waits in a slot.
#[derive(Debug)]
pub(crate) enum Who {
    /// Nobody: the slot is free.
    Nobody,
    /// An operation by itself.
    Task(Waker),
    /// A case of a `select!`.
    Case(Arc<Claim>, u32),
    /// A case that stands in the queue no more, because its `select!` was claimed for another.
    Passed,
    /// An operation that was completed: by a value given or taken, or by the end of the channel. Numbers what was given.
    Served(u64),
}

/// What a counterpart found.
#[derive(Debug)]
pub(crate) enum Pick {
    /// The longest waiter, out of the queue now; it is claimed, and to be woken once the lock is released.
    Waiter(u32, Option<Waker>),
    /// Nobody waits.
    Nobody,
    /// The `select!` that looked for a counterpart was completed by another meanwhile.
    Lost,
}

/// What a slot held when its owner left it.
#[derive(Debug)]
pub(crate) struct Left<T> {
    /// Who waited, or that it was served; to be dropped once the lock is released.
    pub(crate) who: Who,
    /// The value in the slot.
    pub(crate) value: Option<T>,
}

impl<T> WaitQueue<T> {
    /// A queue without waiters; allocates nothing.
    pub(crate) const fn new() -> WaitQueue<T> {
        WaitQueue { slots: Vec::new(), head: NONE, tail: NONE, free: NONE, owned: 0 }
    }

    /// Whether nobody waits.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.head == NONE
    }

    /// Adds a waiter behind all others, and returns the number of its slot.
    pub(crate) fn join(&mut self, who: Who, value: Option<T>) -> u32 {
        let slot = self.place(Slot { prev: self.tail, next: NONE, who, value });
        match self.tail {
            NONE => self.head = slot,
            tail => self.slots[tail as usize].next = slot,
        }
        self.tail = slot;
        self.owned += 1;
        slot
    }

    fn place(&mut self, slot: Slot<T>) -> u32 {
        match self.free {
            NONE => {
                let index = u32::try_from(self.slots.len()).ok().filter(|&index| index != NONE);
                self.slots.push(slot);
                index.expect("too many operations wait on one channel")
            }
            free => {
                self.free = self.slots[free as usize].next;
                self.slots[free as usize] = slot;
                free
            }
        }
    }

    /// Whether the operation in `slot` was completed.
    pub(crate) fn is_served(&self, slot: u32) -> bool {
        matches!(self.slots[slot as usize].who, Who::Served(_))
    }

    /// The waker in `slot`, of an operation by itself that waits.
    pub(crate) fn waker_mut(&mut self, slot: u32) -> Option<&mut Waker> {
        match &mut self.slots[slot as usize].who {
            Who::Task(waker) => Some(waker),
            _ => None,
        }
    }

    /// Frees `slot` on behalf of its owner.
    pub(crate) fn leave(&mut self, slot: u32) -> Left<T> {
        if matches!(self.slots[slot as usize].who, Who::Task(_) | Who::Case(..)) {
            self.unlink(slot);
        }
        let place = &mut self.slots[slot as usize];
        let left = Left { who: std::mem::replace(&mut place.who, Who::Nobody), value: place.value.take() };
        place.next = self.free;
        self.free = slot;
        self.owned -= 1;
        self.shrink();
        left
    }

    /// Gives the memory of a crowd back once it has gone.
    fn shrink(&mut self) {
        if self.owned == 0 && self.slots.len() > KEPT {
            self.slots = Vec::new();
            self.free = NONE;
        }
    }

    fn unlink(&mut self, slot: u32) {
        let Slot { prev, next, .. } = self.slots[slot as usize];
        match prev {
            NONE => self.head = next,
            prev => self.slots[prev as usize].next = next,
        }
        match next {
            NONE => self.tail = prev,
            next => self.slots[next as usize].prev = prev,
        }
    }

    /// Takes the longest waiter out that can be claimed, on behalf of `me`: a case of a `select!`, or an operation by itself
    /// (`None`). The waiter is served, with `number`.
    pub(crate) fn pick(&mut self, me: Option<Ticket<'_>>, number: u64) -> Pick {
        let mut slot = self.head;
        while let Some(place) = self.slots.get(slot as usize) {
            let next = place.next;
            match place.meet(me) {
                Meeting::Claimed(waker) => return Pick::Waiter(slot, self.serve(slot, number).or(waker)),
                Meeting::Lost => return Pick::Lost,
                Meeting::Myself => {}
                Meeting::Gone => self.pass(slot),
            }
            slot = next;
        }
        Pick::Nobody
    }

    /// The value in `slot`: what its sender offers, or what its receiver is given.
    pub(crate) fn value_mut(&mut self, slot: u32) -> &mut Option<T> {
        &mut self.slots[slot as usize].value
    }

    /// Completes the operation in `slot`; returns its waker, unless its claim has it.
    fn serve(&mut self, slot: u32, number: u64) -> Option<Waker> {
        self.unlink(slot);
        match std::mem::replace(&mut self.slots[slot as usize].who, Who::Served(number)) {
            Who::Task(waker) => Some(waker),
            _ => None,
        }
    }

    /// Takes a case out of the queue whose `select!` was claimed elsewhere; its owner has still to free the slot.
    fn pass(&mut self, slot: u32) {
        self.unlink(slot);
        self.slots[slot as usize].who = Who::Passed;
    }
}

/// What a counterpart of a waiter comes to.
enum Meeting {
    /// The waiter is claimed, and the counterpart is too; with the waker of a case.
    Claimed(Option<Waker>),
    /// The counterpart was claimed before, by another.
    Lost,
    /// Waiter and counterpart are of the same `select!`, which does not pair with itself.
    Myself,
    /// The waiter's `select!` was claimed before, by another.
    Gone,
}

impl<T> Slot<T> {
    fn meet(&self, me: Option<Ticket<'_>>) -> Meeting {
        match (&self.who, me) {
            (Who::Case(claim, case), None) => claim.take(*case).map_or(Meeting::Gone, Meeting::Claimed),
            (Who::Case(claim, _), Some(me)) if me.is_of(claim) => Meeting::Myself,
            (Who::Case(claim, case), Some(me)) => match me.meet(Ticket { claim, case: *case }) {
                Met::Both(waker) => Meeting::Claimed(waker),
                Met::MineLost => Meeting::Lost,
                Met::OtherLost => Meeting::Gone,
            },
            (_, Some(me)) if !me.take() => Meeting::Lost,
            _ => Meeting::Claimed(None),
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    fn waiter() -> Who {
        Who::Task(Waker::noop().clone())
    }

    fn picked(queue: &mut WaitQueue<u32>) -> Option<u32> {
        match queue.pick(None, 0) {
            Pick::Waiter(slot, _) => Some(slot),
            _ => None,
        }
    }

    #[test]
    fn serves_in_the_order_of_coming_and_anyone_may_leave() {
        let mut queue = WaitQueue::new();
        let slots: Vec<u32> = (0..5).map(|i| queue.join(waiter(), Some(i))).collect();
        for i in [0, 4, 2] {
            assert_eq!(queue.leave(slots[i]).value, Some(u32::try_from(i).unwrap()));
        }
        assert_eq!(
            [picked(&mut queue), picked(&mut queue), picked(&mut queue)],
            [Some(slots[1]), Some(slots[3]), None]
        );
    }

    #[test]
    fn a_served_slot_stays_with_its_owner() {
        let mut queue = WaitQueue::new();
        let slot = queue.join(waiter(), None);
        assert_eq!(picked(&mut queue), Some(slot));
        assert_ne!(queue.join(waiter(), None), slot);
        assert!(queue.is_served(slot));
        assert!(matches!(queue.leave(slot).who, Who::Served(0)));
        assert_eq!(queue.join(waiter(), None), slot);
    }

    #[test]
    fn forgets_a_crowd() {
        let mut queue = WaitQueue::new();
        let slots: Vec<u32> = (0..1000).map(|i| queue.join(waiter(), Some(i))).collect();
        slots.iter().rev().for_each(|&slot| drop(queue.leave(slot)));
        assert_eq!(queue.slots.capacity(), 0);
    }

    #[test]
    fn a_waiter_is_small() {
        assert!(size_of::<Slot<u64>>() <= 48);
        assert!(size_of::<Slot<()>>() <= 40);
    }
}
