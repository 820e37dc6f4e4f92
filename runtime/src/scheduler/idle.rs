//! The idle state: how many run loops are active, how many of them search for work, and who may
//! start one more.
//!
//! A run loop is *active* from the moment a thread decides to start it (its rayon job may still be
//! queued) until it retires. It is *searching* until it finds work. Two rules make the rest simple:
//! nobody starts a run loop while another one searches, and a run loop that finds work lets the
//! next one start before it runs what it found.
//!
//! Two fences make sure that no wake-up is lost. A thread that publishes work pushes it, fences,
//! and reads the word. The last searching run loop changes the word, fences, and looks at the
//! queues. The two fences have one order. If the pusher's comes second, the pusher reads a word
//! without that searcher and starts a run loop itself. If the searcher's comes second, the searcher
//! sees the work and continues. The same holds when a searcher finds something and leaves more
//! behind. The loom model in `idle/loom_model.rs` runs exactly these functions.

use crate::primitives::atomic::{AtomicUsize, Ordering, fence};

/// One active run loop; the count is in the lower half of the word.
const ACTIVE: usize = 1;
/// One searching run loop; the count is in the upper half of the word.
const SEARCHING: usize = 1 << (usize::BITS / 2);

/// Counts active and searching run loops.
pub(super) struct Idle {
    /// Both counts: `SEARCHING * searching + ACTIVE * active`.
    word: AtomicUsize,
    /// The number of workers, which is the largest number of active run loops.
    limit: usize,
}

/// The right, and the duty, to start one run loop that is already counted as active and searching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Permit {
    /// Whether no run loop was active before.
    pub(super) first: bool,
}

/// What has become of a run loop that gave up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a run loop that is counted again must continue"]
pub(super) enum Retired {
    /// There is work: it is counted again, and must continue.
    Continue(Permit),
    /// It is retired; another run loop searches or is about to start, and looks at the queues in
    /// its place.
    LeftToOthers,
    /// It is retired, and there was no work.
    Idle {
        /// Whether no other run loop was active.
        last: bool,
    },
}

impl Idle {
    pub(super) fn new(limit: usize) -> Self {
        Idle { word: AtomicUsize::new(0), limit }
    }

    /// Whether [`try_start`](Self::try_start) looks like succeeding; costs a load, and may be
    /// wrong.
    pub(super) fn has_room(&self) -> bool {
        // Relaxed: a hint. A caller that must not miss a chance calls `notify`.
        self.may_start(self.word.load(Ordering::Relaxed))
    }

    fn may_start(&self, word: usize) -> bool {
        searching(word) == 0 && active(word) < self.limit
    }

    /// Counts one more run loop as active and searching, if a worker is free and no run loop
    /// searches.
    #[must_use = "the run loop must be started"]
    pub(super) fn try_start(&self) -> Option<Permit> {
        let mut word = self.word.load(Ordering::Relaxed);
        while self.may_start(word) {
            // AcqRel: one link in the chain of changes that the fences of `notify`, `found_work`
            // and `retire` order.
            let changed = word + ACTIVE + SEARCHING;
            match self.word.compare_exchange_weak(word, changed, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(_) => return Some(Permit { first: active(word) == 0 }),
                Err(now) => word = now,
            }
        }
        None
    }

    /// Like [`try_start`](Self::try_start), after a push that only a searching run loop, or one
    /// started now, can see.
    #[must_use = "the run loop must be started"]
    pub(super) fn notify(&self) -> Option<Permit> {
        // Pairs with the fences in `found_work` and `retire`: see the top of this file.
        fence(Ordering::SeqCst);
        self.try_start()
    }

    /// An active run loop has run out of work and begins to search.
    pub(super) fn start_searching(&self) {
        self.word.fetch_add(SEARCHING, Ordering::AcqRel);
    }

    /// A searching run loop has found work. If it was the last one that searched, and `more` work
    /// is left, the caller must start the next run loop.
    #[must_use = "the run loop must be started"]
    pub(super) fn found_work(&self, more: impl FnOnce() -> bool) -> Option<Permit> {
        let before = self.word.fetch_sub(SEARCHING, Ordering::AcqRel);
        if searching(before) > 1 {
            return None;
        }
        // Pairs with the fence in `notify`: a thread that pushed while we searched has left the
        // start to us.
        fence(Ordering::SeqCst);
        if more() { self.try_start() } else { None }
    }

    /// A searching run loop gives up. If it was the last one that searched, and there is `work`
    /// after all, it counts as active and searching again and must continue. `work` is called with
    /// whether the run loop was the last active one: then nobody else takes what other workers'
    /// queues hold.
    pub(super) fn retire(&self, work: impl FnOnce(bool) -> bool) -> Retired {
        let before = self.word.fetch_sub(ACTIVE + SEARCHING, Ordering::AcqRel);
        if searching(before) > 1 {
            return Retired::LeftToOthers;
        }
        // Pairs with the fence in `notify`: a thread that pushed while we searched has left the
        // work to us.
        fence(Ordering::SeqCst);
        let last = active(before) == 1;
        let permit = if work(last) { self.try_start() } else { None };
        permit.map_or(Retired::Idle { last }, Retired::Continue)
    }

    /// A retired run loop has found work by itself: it counts as active and searching again, even
    /// beyond the limit. That happens when another run loop was counted for the same worker; it
    /// starts once a worker is free. Returns whether no other run loop was active, so that the
    /// monitor may be parked.
    #[must_use = "the monitor must watch it"]
    pub(super) fn resume(&self) -> bool {
        active(self.word.fetch_add(ACTIVE + SEARCHING, Ordering::AcqRel)) == 0
    }

    /// What a retired run loop finds when it looks again, after it has announced that it waits:
    /// whether another run loop searches or is about to start, and looks at the queues in its
    /// place, or whether none is active.
    pub(super) fn look_again(&self) -> Retired {
        // A read-modify-write: it is one link in the chain of changes, so whoever changes the word
        // later sees the announcement.
        let word = self.word.fetch_add(0, Ordering::AcqRel);
        if searching(word) > 0 { Retired::LeftToOthers } else { Retired::Idle { last: active(word) == 0 } }
    }

    /// A run loop ends without a search, because rayon started it where it must not run. The caller
    /// sees to the work.
    pub(super) fn cancel(&self, was_searching: bool) {
        self.word.fetch_sub(ACTIVE + if was_searching { SEARCHING } else { 0 }, Ordering::AcqRel);
    }

    /// Whether no run loop is active.
    pub(super) fn is_idle(&self) -> bool {
        // Pairs with the changes of the word: the monitor has a fence of its own before this look.
        active(self.word.load(Ordering::Acquire)) == 0
    }

    /// Whether some run loop searches, or is about to start.
    pub(super) fn is_searched(&self) -> bool {
        // Relaxed: a hint.
        searching(self.word.load(Ordering::Relaxed)) > 0
    }
}

fn active(word: usize) -> usize {
    word & (SEARCHING - 1)
}

fn searching(word: usize) -> usize {
    word / SEARCHING
}

#[cfg(all(test, loom))]
#[path = "idle/loom_model.rs"]
mod loom_model;

#[cfg(all(test, loom))]
#[path = "idle/released_loom_model.rs"]
mod released_loom_model;
