//! Where entries stand: ordered maps, each behind a lock of its own, and the keys to what is in
//! them.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, Weak};
use std::task::Waker;

use crossbeam_utils::CachePadded;

use super::{Entry, MOST_CALLBACKS, NEVER, Ticks, TimerCallback, TimerId};
use crate::primitives::{lock_std, thread_number};

/// How many shards there are: enough that workers seldom meet, few enough that the driver looks at
/// all of them gladly.
const SHARDS: usize = 8;

/// How many entries are taken out under one hold of a lock.
const BATCH: usize = 64;

/// Where an entry stands, or stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TimerKey {
    /// Which shard.
    shard: usize,
    /// Its position there.
    position: Position,
}

/// The order in a shard: by deadline, then by registration.
type Position = (Ticks, u64);

/// The entries of some threads.
struct Shard {
    /// What is registered and neither due nor cancelled.
    entries: BTreeMap<Position, Entry>,
    /// How many entries there have ever been; numbers them.
    registered: u64,
}

static ALL: [CachePadded<Mutex<Shard>>; SHARDS] =
    [const { CachePadded::new(Mutex::new(Shard { entries: BTreeMap::new(), registered: 0 })) }; SHARDS];

/// Adds `entry` and returns its key.
pub(super) fn add(at: Ticks, entry: Entry) -> TimerKey {
    let shard = thread_number(SHARDS as u32) as usize;
    let mut locked = lock(shard);
    locked.registered += 1;
    let position = (at, locked.registered);
    locked.entries.insert(position, entry);
    TimerKey { shard, position }
}

/// Takes out what stands at `key`, if it is still there; the caller drops it, with no lock held.
pub(super) fn take(key: TimerKey) -> Option<Entry> {
    lock(key.shard).entries.remove(&key.position)
}

/// Makes the entry at `key` wake `waker` from now on; `false` if it is no longer there, so that it
/// acted.
pub(super) fn set_waker(key: TimerKey, waker: &Waker) -> bool {
    let replaced = match lock(key.shard).entries.get_mut(&key.position) {
        None => return false,
        Some(Entry::Wake(kept)) if kept.will_wake(waker) => None,
        Some(entry) => Some(std::mem::replace(entry, Entry::Wake(waker.clone()))),
    };
    drop(replaced);
    true
}

/// Moves up to [`BATCH`] entries of `shard` that are due at `now` to `due`, and returns the
/// deadline of the first that stays.
pub(super) fn take_due(shard: usize, now: Ticks, due: &mut Vec<(TimerId, Entry)>) -> Ticks {
    let mut locked = lock(shard);
    for _ in 0..BATCH {
        match locked.entries.first_entry() {
            Some(first) if first.key().0 <= now && first.key().0 != NEVER => {
                let (position, entry) = first.remove_entry();
                due.push((TimerId(TimerKey { shard, position }), entry));
            }
            _ => break,
        }
    }
    locked.entries.first_key_value().map_or(NEVER, |(position, _)| position.0)
}

/// The numbers of all shards.
pub(super) fn all() -> std::ops::Range<usize> {
    0..SHARDS
}

/// Whether an entry stands anywhere.
pub(super) fn any() -> bool {
    all().any(|shard| !lock(shard).entries.is_empty())
}

/// Whether an entry that wakes a future stands anywhere.
pub(super) fn any_future() -> bool {
    let is_future = |entry: &Entry| matches!(entry, Entry::Wake(_));
    all().any(|shard| lock(shard).entries.values().any(is_future))
}

/// The callbacks that stand anywhere, in no order. No lock is held while one is looked at: a
/// callback locks a shard while it holds its own lock.
pub(super) fn callbacks() -> impl Iterator<Item = Weak<dyn TimerCallback>> {
    let of_entry = |entry: &Entry| match entry {
        Entry::Callback(callback) => Some(Weak::clone(callback)),
        Entry::Wake(_) => None,
    };
    all().flat_map(move |shard| {
        lock(shard).entries.values().filter_map(of_entry).take(MOST_CALLBACKS + 1).collect::<Vec<_>>()
    })
}

/// How many entries stand at `deadline`, which a test chose so that nobody else has it.
#[cfg(all(test, not(loom)))]
pub(super) fn count_at(at: Ticks) -> usize {
    all().map(|shard| lock(shard).entries.range((at, 0)..=(at, u64::MAX)).count()).sum()
}

/// Locks a shard. No user code runs under the lock, so a poisoned one is as good as any.
fn lock(shard: usize) -> MutexGuard<'static, Shard> {
    lock_std(&ALL[shard])
}
