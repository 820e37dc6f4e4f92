//! Slots with a queue through some of them: first in, first out, and each may leave from any
//! position.
//!
//! A slot is *free*, *queued*, or *kept*: taken out of the queue and not freed yet. The queue and the
//! chain of free slots are linked by numbers of slots, so that joining, leaving and being served take
//! constant time, and nothing is allocated once there are as many slots as waiters. The structure
//! lives under the lock of the thing waited for.

use crate::primitives::Slots;

/// The end of a chain; no slot has this number.
pub(crate) const NONE: u32 = u32::MAX;

/// How many slots a structure in which nobody is left keeps.
const KEPT: usize = 64;

/// How many slots are allocated at once, after the first as many.
const CHUNK: usize = 1024;

/// What a slot contains.
pub(crate) trait Content {
    /// The content of a free slot. Owns nothing: it is overwritten without being dropped.
    const FREE: Self;
}

/// Slots for `T`, and the queue through them.
#[derive(Debug)]
pub(crate) struct LinkedSlots<T> {
    /// The longest in the queue.
    head: u32,
    /// The shortest in the queue.
    tail: u32,
    /// The first free slot; they are chained by `next`.
    free: u32,
    /// How many are queued or kept.
    used: u32,
    slots: Slots<Slot<T>, CHUNK>,
}

/// One slot.
#[derive(Debug)]
pub(crate) struct Slot<T> {
    /// Queued: the one before. Kept: a word for the owner's use.
    pub(crate) prev: u32,
    /// Queued: the one behind. Kept: a word for the owner's use. Free: the next free slot.
    pub(crate) next: u32,
    /// What the slot is for.
    pub(crate) content: T,
}

impl<T: Content> LinkedSlots<T> {
    /// No slots; allocates nothing.
    pub(crate) const fn new() -> LinkedSlots<T> {
        LinkedSlots { head: NONE, tail: NONE, free: NONE, used: 0, slots: Slots::new() }
    }

    /// Whether the queue is empty; slots may be kept all the same.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.head == NONE
    }

    /// The slot of the longest in the queue, or [`NONE`].
    #[inline]
    pub(crate) fn head(&self) -> u32 {
        self.head
    }

    /// Adds `content` behind all others, and returns the number of its slot.
    #[inline]
    pub(crate) fn push_back(&mut self, content: impl FnOnce() -> T) -> u32 {
        let index = self.vacant();
        let prev = std::mem::replace(&mut self.tail, index);
        match prev {
            NONE => self.head = index,
            prev => self.slots.at(prev).next = index,
        }
        self.used += 1;
        let slot = self.slots.at(index);
        (slot.prev, slot.next) = (prev, NONE);
        // The content is made last and written in place: a copy from the stack would stall on
        // store-to-load forwarding (some 8 ns). A free slot holds nothing that must be dropped,
        // hence `forget`.
        std::mem::forget(std::mem::replace(&mut slot.content, content()));
        index
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
        self.slots.push(Slot { prev: NONE, next: NONE, content: T::FREE })
    }

    /// The slot with this number, if there is one.
    #[inline]
    pub(crate) fn get(&self, index: u32) -> Option<&Slot<T>> {
        self.slots.get(index)
    }

    /// The slot with this number, if there is one.
    #[inline]
    pub(crate) fn get_mut(&mut self, index: u32) -> Option<&mut Slot<T>> {
        self.slots.get_mut(index)
    }

    /// The slot with this number, which must be there.
    #[inline]
    pub(crate) fn at(&mut self, index: u32) -> &mut Slot<T> {
        self.slots.at(index)
    }

    /// Takes a queued slot out of the queue; it is kept.
    #[inline]
    pub(crate) fn unlink(&mut self, index: u32) {
        let &mut Slot { prev, next, .. } = self.slots.at(index);
        match prev {
            NONE => self.head = next,
            prev => self.slots.at(prev).next = next,
        }
        match next {
            NONE => self.tail = prev,
            next => self.slots.at(next).prev = prev,
        }
    }

    /// Frees a kept slot, whose content is [`Content::FREE`] again. After a crowd has gone, its
    /// memory is given back.
    #[inline]
    pub(crate) fn free(&mut self, index: u32) {
        self.slots.at(index).next = std::mem::replace(&mut self.free, index);
        self.used -= 1;
        if self.used == 0 && self.slots.len() > KEPT {
            self.forget();
        }
    }

    #[cold]
    fn forget(&mut self) {
        self.slots.clear();
        self.free = NONE;
    }

    /// How many slots there are, free ones included.
    #[cfg(all(test, not(loom)))]
    pub(crate) fn slots(&self) -> usize {
        self.slots.len()
    }
}
