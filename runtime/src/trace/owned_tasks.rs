//! Every goroutine that has ever waited: a waker that keeps its task, and by which a trace polls
//! it.
//!
//! A goroutine registers at its first wait and deregisters at its end; one that never waits costs
//! nothing here. The waker in the slot keeps the task: without it, the task would be dropped,
//! destructors and all, when it waits for what nobody can wake (`select! {}`, a nil channel), while
//! in Go it stays. And a trace wakes every goroutine by it.
//!
//! The slots are divided into *shards*, each behind a lock of its own; a thread registers always in
//! the same shard, so workers seldom contend. A shard grows by chunks and frees its memory once it is
//! empty.

use std::sync::{Mutex, MutexGuard};
use std::task::Waker;

use crossbeam_utils::CachePadded;

use crate::primitives::{Slots, lock_std, thread_number};

/// How many parts there are: enough that workers seldom meet.
const SHARDS: u32 = 16;

/// How many slots a chunk has: so many wakers a trace clones under one lock.
const CHUNK: usize = 128;

/// The end of a chain of free slots.
const NONE: u32 = u32::MAX;

/// A place for one task.
enum Slot {
    /// The waker of the task.
    Taken(Waker),
    /// Free, with the index of the next free one.
    Free(u32),
}

// What a goroutine that has waited costs, beside the number of its slot.
const _: () = assert!(size_of::<Slot>() == size_of::<Waker>());

/// The slots of some threads' goroutines.
struct Shard {
    slots: Slots<Slot, CHUNK>,
    /// The first free slot.
    free: u32,
    /// How many are taken.
    taken: u32,
}

static ALL: [CachePadded<Mutex<Shard>>; SHARDS as usize] =
    [const { CachePadded::new(Mutex::new(Shard::new())) }; SHARDS as usize];

/// The number of a slot, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TaskSlot(u32);

impl TaskSlot {
    /// No slot yet.
    pub(crate) const NONE: TaskSlot = TaskSlot(NONE);

    #[inline(never)]
    fn free(self) -> Option<Waker> {
        shard(self.0 % SHARDS).deregister(self.0 / SHARDS)
    }
}

/// Seats a goroutine, which is kept and woken by `waker`; returns true if a trace is under way,
/// which may have passed by.
pub(crate) fn register(waker: Waker) -> (TaskSlot, bool) {
    let mine = thread_number(SHARDS);
    let mut shard = shard(mine);
    let index = shard.register(waker);
    // Under the lock: see "Memory ordering" in `trace.rs`.
    let traced = super::epoch() != 0;
    drop(shard);
    (TaskSlot(index * SHARDS + mine), traced)
}

/// Frees a slot, and returns its waker, to be dropped with no lock held.
#[inline]
pub(crate) fn deregister(slot: TaskSlot) -> Option<Waker> {
    if slot == TaskSlot::NONE { None } else { slot.free() }
}

/// The position of a tracer on its way through all slots.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cursor {
    shard: u32,
    chunk: usize,
}

impl Cursor {
    /// The tasks in the next chunk; `None` at the end. The wakers are cloned under the lock of
    /// their shard.
    pub(crate) fn next_chunk(&mut self) -> Option<Vec<(TaskSlot, Waker)>> {
        while self.shard < SHARDS {
            let shard = shard(self.shard);
            if let Some(chunk) = shard.slots.chunk(self.chunk) {
                let first = u32::try_from(self.chunk * CHUNK).unwrap_or(NONE);
                self.chunk += 1;
                let tasks = (first..).zip(chunk).filter_map(|(index, slot)| match slot {
                    Slot::Taken(waker) => Some((TaskSlot(index * SHARDS + self.shard), waker.clone())),
                    Slot::Free(_) => None,
                });
                return Some(tasks.collect());
            }
            *self = Cursor { shard: self.shard + 1, chunk: 0 };
        }
        None
    }
}

impl Shard {
    const fn new() -> Shard {
        Shard { slots: Slots::new(), free: NONE, taken: 0 }
    }

    fn register(&mut self, waker: Waker) -> u32 {
        self.taken += 1;
        if self.free == NONE {
            let index = self.slots.push(Slot::Taken(waker));
            assert!(index < NONE / SHARDS, "too many goroutines wait");
            return index;
        }
        let index = self.free;
        if let Slot::Free(next) = std::mem::replace(self.slots.at(index), Slot::Taken(waker)) {
            self.free = next;
        }
        index
    }

    fn deregister(&mut self, index: u32) -> Option<Waker> {
        let slot = self.slots.get_mut(index).filter(|slot| matches!(slot, Slot::Taken(_)))?;
        let Slot::Taken(waker) = std::mem::replace(slot, Slot::Free(self.free)) else { return None };
        self.free = index;
        self.taken -= 1;
        if self.taken == 0 && self.slots.len() > CHUNK {
            *self = Shard::new();
        }
        Some(waker)
    }
}

fn shard(number: u32) -> MutexGuard<'static, Shard> {
    lock_std(&ALL[number as usize])
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    fn waker() -> Waker {
        Waker::noop().clone()
    }

    #[test]
    fn a_slot_is_used_again() {
        let mut shard = Shard::new();
        let slots: Vec<u32> = (0..300).map(|_| shard.register(waker())).collect();
        assert!(shard.deregister(slots[130]).is_some());
        assert!(shard.deregister(slots[130]).is_none());
        assert_eq!(shard.register(waker()), slots[130]);
        assert_eq!(shard.register(waker()), 300);
        assert_eq!((shard.taken, shard.slots.len()), (301, 301));
    }

    #[test]
    fn forgets_a_crowd() {
        let mut shard = Shard::new();
        let slots: Vec<u32> = (0..300).map(|_| shard.register(waker())).collect();
        slots.iter().for_each(|&slot| drop(shard.deregister(slot)));
        assert_eq!(shard.slots.len(), 0);
    }
}
