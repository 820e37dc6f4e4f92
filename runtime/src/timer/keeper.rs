//! Who waits for the next deadline: the hand-over between those who add entries, those who look,
//! and the one who waits.
//!
//! [`Clock`] holds the *earliest* deadline and two promises to look. The *keeper* is a worker that
//! waits in its reactor: it looks when the earliest deadline is due. At most one worker of the
//! program is. The *reserve* is a thread that looks a little later, for there may be no keeper: run
//! loops at work look between their runs, and their monitor at its ticks, but a worker may be in a
//! long job of rayon's, or its runtime may end.
//!
//! # Why no deadline is missed
//!
//! 1. *Adding.* Who adds an entry puts it into its shard, then lowers `earliest` to it, then locks
//!    the promises. Who has promised a later look is called.
//! 2. *Promising.* Keeper and reserve read `earliest` under the same lock as they make their
//!    promise. One of the two critical sections comes first. If it is the promise's, the other one
//!    reads it, and calls. If it is the other one's, the promise is made from the lowered
//!    `earliest`.
//! 3. *Looking.* Who looks sets `earliest` to [`NEVER`] first, then locks shard after shard, and at
//!    last lowers `earliest` to the first deadline that it has seen, by rule 1. An entry that was
//!    added to a shard before its look is seen there. One that comes after lowers `earliest` after
//!    it was set to `NEVER`, for the shard's lock orders the two.
//! 4. *Leaving.* A keeper that waits no longer takes its promise back; the reserve's stays.
//!
//! The loom model beside this file finds a missed deadline when a promise is made from an
//! `earliest` that was read before the lock was taken, when a look does not announce what it has
//! seen, when it begins with a plain store, and when an entry is announced before it is in its
//! shard.

use super::{NEVER, Ticks};
use crate::primitives::atomic::{AtomicU64, Ordering};
use crate::primitives::{Mutex, lock};

/// The earliest deadline, and who looks when it is due; `W` is how a keeper is called.
pub(super) struct Clock<W> {
    /// Not later than any entry that is announced and that no look is about to see.
    earliest: AtomicU64,
    promises: Mutex<Promises<W>>,
}

struct Promises<W> {
    /// When the keeper looks, and how it is called.
    keeper: Option<(Ticks, W)>,
    /// When the reserve looks.
    reserve: Ticks,
}

/// Who must be called about a new earliest deadline.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "they look too late"]
pub(super) struct Call<W> {
    /// The keeper.
    pub(super) keeper: Option<W>,
    /// The reserve.
    pub(super) reserve: bool,
}

impl<W: Clone> Clock<W> {
    #[cfg(not(loom))]
    pub(super) const fn new() -> Self {
        Clock { earliest: AtomicU64::new(NEVER), promises: Mutex::new(Promises { keeper: None, reserve: NEVER }) }
    }

    #[cfg(loom)]
    pub(super) fn new() -> Self {
        Clock { earliest: AtomicU64::new(NEVER), promises: Mutex::new(Promises { keeper: None, reserve: NEVER }) }
    }

    /// The earliest deadline; [`NEVER`] while somebody looks.
    pub(super) fn earliest(&self) -> Ticks {
        // Acquire: pairs with the changes, which the locks of the shards and of the promises order
        // besides.
        self.earliest.load(Ordering::Acquire)
    }

    /// An entry for `at` is in its shard. The reserve looks in time if that is no later than
    /// `reserve`.
    // Inlined, but for what is rare: most entries are not the earliest.
    #[inline]
    pub(super) fn announce(&self, at: Ticks, reserve: Ticks) -> Option<Call<W>> {
        if at < self.earliest() { self.lower(at, reserve) } else { None }
    }

    #[cold]
    fn lower(&self, at: Ticks, reserve: Ticks) -> Option<Call<W>> {
        if at >= self.earliest.fetch_min(at, Ordering::AcqRel) {
            return None;
        }
        let promises = lock(&self.promises);
        let keeper = promises.keeper.as_ref().filter(|(until, _)| at < *until).map(|(_, waker)| waker.clone());
        Some(Call { keeper, reserve: reserve < promises.reserve })
    }

    /// A look begins: whatever is added from now on is announced again.
    pub(super) fn begin_look(&self) {
        // Read-modify-writes alone change it, and each is one link in a chain: whoever reads one of
        // them sees those before.
        self.earliest.swap(NEVER, Ordering::AcqRel);
    }

    /// Becomes the keeper, unless somebody else is: when to look at the latest. The caller waits
    /// until then, or until [`is_called`](Clock::is_called), and [`leave`](Clock::leave)s.
    pub(super) fn keep(&self, waker: W) -> Option<Ticks> {
        let mut promises = lock(&self.promises);
        if promises.keeper.is_some() {
            return None;
        }
        // Under the lock: see the top of this file.
        let until = self.earliest();
        promises.keeper = Some((until, waker));
        Some(until)
    }

    /// Whether a keeper that has promised `until` must look before.
    pub(super) fn is_called(&self, until: Ticks) -> bool {
        self.earliest() < until
    }

    /// The keeper waits no longer.
    pub(super) fn leave(&self) {
        lock(&self.promises).keeper = None;
    }

    /// The reserve promises to look `patience` after the earliest deadline: when that is.
    pub(super) fn reserve(&self, patience: Ticks) -> Ticks {
        let mut promises = lock(&self.promises);
        promises.reserve = self.earliest().saturating_add(patience);
        promises.reserve
    }
}

#[cfg(all(test, loom))]
#[path = "keeper/loom_model.rs"]
mod loom_model;
