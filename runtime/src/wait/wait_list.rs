//! A queue of waiters: first in, first out, and each may leave from any position.
//!
//! The entries are linked by index inside one vector, so that joining, leaving and being served
//! take constant time, and nothing is allocated once the vector has grown to the number of waiters.
//! The list lives under the lock of the thing waited for.

use std::task::{Context, Waker};

use super::park;
use crate::trace;

/// The end of a chain.
const NONE: usize = usize::MAX;

/// How many slots an empty list keeps.
const KEPT: usize = 64;

/// Waiters in the order of their coming.
#[derive(Debug)]
pub(crate) struct WaitList<W> {
    /// The entries, and free places for more.
    slots: Vec<Slot<W>>,
    /// The longest waiter.
    head: usize,
    /// The shortest waiter.
    tail: usize,
    /// The first free slot; they are chained by `next`.
    free: usize,
    /// How many wait.
    len: usize,
    /// How many have ever waited; numbers them.
    tickets: u64,
}

/// A place for one entry.
#[derive(Debug)]
struct Slot<W> {
    /// Whose place it is, so that a key to an entry that left does not open it.
    ticket: u64,
    /// The waiter before.
    prev: usize,
    /// The waiter behind, or the next free slot.
    next: usize,
    /// The waiter; `None` in a free slot.
    entry: Option<W>,
}

/// Finds one entry, as long as it has not left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// Its slot.
    index: usize,
    /// Its number.
    ticket: u64,
}

impl<W> Default for WaitList<W> {
    fn default() -> WaitList<W> {
        WaitList::new()
    }
}

impl<W> WaitList<W> {
    /// A list without waiters; allocates nothing.
    pub(crate) const fn new() -> WaitList<W> {
        WaitList { slots: Vec::new(), head: NONE, tail: NONE, free: NONE, len: 0, tickets: 0 }
    }

    /// Whether nobody waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a waiter behind all others.
    pub(crate) fn push_back(&mut self, entry: W) -> Key {
        self.tickets += 1;
        let ticket = self.tickets;
        let slot = Slot { ticket, prev: self.tail, next: NONE, entry: Some(entry) };
        let index = self.place(slot);
        match self.tail {
            NONE => self.head = index,
            tail => self.slots[tail].next = index,
        }
        self.tail = index;
        self.len += 1;
        Key { index, ticket }
    }

    fn place(&mut self, slot: Slot<W>) -> usize {
        match self.free {
            NONE => {
                self.slots.push(slot);
                self.slots.len() - 1
            }
            index => {
                self.free = self.slots[index].next;
                self.slots[index] = slot;
                index
            }
        }
    }

    /// The key of the longest waiter.
    pub(crate) fn front(&self) -> Option<Key> {
        (self.head != NONE).then(|| Key { index: self.head, ticket: self.slots[self.head].ticket })
    }

    /// The longest waiter.
    pub(crate) fn front_entry(&self) -> Option<&W> {
        self.slots.get(self.head)?.entry.as_ref()
    }

    /// The waiter at `key`, if it has not left.
    pub(crate) fn get_mut(&mut self, key: Key) -> Option<&mut W> {
        self.slots.get_mut(key.index).filter(|slot| slot.ticket == key.ticket)?.entry.as_mut()
    }

    /// Takes the longest waiter out.
    pub(crate) fn pop_front(&mut self) -> Option<W> {
        self.remove(self.front()?)
    }

    /// Takes the waiter at `key` out, if it has not left; the caller drops it once the lock is
    /// released.
    pub(crate) fn remove(&mut self, key: Key) -> Option<W> {
        self.get_mut(key)?;
        let slot = &mut self.slots[key.index];
        let (prev, next, entry) = (slot.prev, slot.next, slot.entry.take());
        slot.next = self.free;
        self.free = key.index;
        match prev {
            NONE => self.head = next,
            prev => self.slots[prev].next = next,
        }
        match next {
            NONE => self.tail = prev,
            next => self.slots[next].prev = prev,
        }
        self.len -= 1;
        self.shrink();
        entry
    }

    /// Gives the memory of a crowd back once it has gone.
    fn shrink(&mut self) {
        if self.len == 0 && self.slots.len() > KEPT {
            self.slots = Vec::new();
            self.free = NONE;
        }
    }
}

/// Makes `kept` wake the task of `cx`, and returns what it replaced, to be dropped once the lock is
/// released.
pub(crate) fn renew(kept: &mut Waker, cx: &Context<'_>) -> Option<Waker> {
    let stays = kept.will_wake(cx.waker()) || trace::is_ordinary(kept);
    (!stays).then(|| std::mem::replace(kept, park::waker(cx)))
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn serves_in_the_order_of_coming() {
        let mut list = WaitList::new();
        for i in 0..5 {
            list.push_back(i);
        }
        let served: Vec<i32> = std::iter::from_fn(|| list.pop_front()).collect();
        assert_eq!(served, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn anyone_may_leave() {
        let mut list = WaitList::new();
        let keys: Vec<Key> = (0..5).map(|i| list.push_back(i)).collect();
        for (i, left) in [(0, 0), (4, 4), (2, 2)] {
            assert_eq!(list.remove(keys[i]), Some(left));
            assert_eq!(list.remove(keys[i]), None);
        }
        assert_eq!(list.front_entry(), Some(&1));
        assert_eq!((list.pop_front(), list.pop_front(), list.pop_front()), (Some(1), Some(3), None));
        assert!(list.is_empty());
    }

    #[test]
    fn an_old_key_does_not_open_a_reused_slot() {
        let mut list = WaitList::new();
        let old = list.push_back('a');
        list.pop_front();
        let new = list.push_back('b');
        assert_eq!(old.index, new.index);
        assert_eq!(list.get_mut(old), None);
        assert_eq!(list.get_mut(new), Some(&mut 'b'));
    }

    #[test]
    fn forgets_a_crowd() {
        let mut list = WaitList::new();
        let keys: Vec<Key> = (0..1000).map(|i| list.push_back(i)).collect();
        for &key in keys.iter().rev() {
            list.remove(key);
        }
        assert!(list.slots.is_empty());
        let key = list.push_back(7);
        assert_eq!(list.remove(keys[0]), None);
        assert_eq!(list.remove(key), Some(7));
    }
}
