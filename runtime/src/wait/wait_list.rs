//! A queue of waiters: first in, first out, and each may leave from any position.
//!
//! A waiter is found by its [`Key`]: the number of its slot, and a ticket that tells it from the next
//! owner of the slot. So a key to a waiter that was served opens nothing. The list lives under the
//! lock of the thing waited for.

use std::task::{Context, Waker};

use super::linked_slots::{Content, LinkedSlots};
use super::park;
use crate::trace;

/// Waiters in the order of their coming.
#[derive(Debug)]
pub(crate) struct WaitList<W> {
    waiters: LinkedSlots<Entry<W>>,
    /// How many have ever waited; numbers them.
    tickets: u64,
}

/// What a slot of the list contains.
#[derive(Debug)]
struct Entry<W> {
    /// Whose slot it is, so that a key to a waiter that left does not open it.
    ticket: u64,
    /// The waiter; `None` in a free slot.
    waiter: Option<W>,
}

impl<W> Content for Entry<W> {
    const FREE: Entry<W> = Entry { ticket: 0, waiter: None };
}

/// Finds one waiter, as long as it has not left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// Its slot.
    index: u32,
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
        WaitList { waiters: LinkedSlots::new(), tickets: 0 }
    }

    /// Whether nobody waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.waiters.is_empty()
    }

    /// Adds a waiter behind all others.
    pub(crate) fn push_back(&mut self, waiter: W) -> Key {
        self.tickets += 1;
        let ticket = self.tickets;
        Key { index: self.waiters.push_back(|| Entry { ticket, waiter: Some(waiter) }), ticket }
    }

    /// The key of the longest waiter.
    pub(crate) fn front(&self) -> Option<Key> {
        let index = self.waiters.head();
        self.waiters.get(index).map(|slot| Key { index, ticket: slot.content.ticket })
    }

    /// The longest waiter.
    pub(crate) fn front_entry(&self) -> Option<&W> {
        self.waiters.get(self.waiters.head())?.content.waiter.as_ref()
    }

    /// The waiter at `key`, if it has not left.
    pub(crate) fn get_mut(&mut self, key: Key) -> Option<&mut W> {
        let entry = &mut self.waiters.get_mut(key.index)?.content;
        entry.waiter.as_mut().filter(|_| entry.ticket == key.ticket)
    }

    /// Takes the longest waiter out.
    pub(crate) fn pop_front(&mut self) -> Option<W> {
        self.remove(self.front()?)
    }

    /// Takes the waiter at `key` out, if it has not left; the caller drops it once the lock is
    /// released.
    pub(crate) fn remove(&mut self, key: Key) -> Option<W> {
        self.get_mut(key)?;
        let waiter = self.waiters.at(key.index).content.waiter.take();
        self.waiters.unlink(key.index);
        self.waiters.free(key.index);
        waiter
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
        assert_eq!(list.waiters.slots(), 0);
        let key = list.push_back(7);
        assert_eq!(list.remove(keys[0]), None);
        assert_eq!(list.remove(key), Some(7));
    }
}
