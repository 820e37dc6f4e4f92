//! The activation word: how many drains are active, how many of them search, and who may start one more.
//!
//! A drain is *active* from the moment a thread decides to start it (its rayon job may still be on the way) until it
//! retires, and *searching* while it has found nothing yet. Two rules make the rest simple: nobody starts a drain while one
//! searches, and a searching drain that finds work lets somebody else be started before it runs what it found.
//!
//! No wake-up is lost, because of two fences. Who makes work visible to all does: push, fence, read the word. Who retires
//! as the last searcher does: change the word, fence, look at the queues. In the single order of the two fences, either
//! the pusher's comes second, and then it reads a word without that searcher and starts a drain itself, or the searcher's
//! comes second, and then it sees the work and goes on. The same holds when a searcher finds something and leaves
//! more behind. The loom model at the end of this file runs exactly these functions.

use crate::primitives::atomic::{AtomicUsize, Ordering, fence};

/// One active drain; the count stands in the lower half of the word.
const ACTIVE: usize = 1;
/// One searching drain; the count stands in the upper half of the word.
const SEARCHING: usize = 1 << (usize::BITS / 2);

/// Counts active and searching drains.
pub(super) struct Activation {
    /// Both counts: `SEARCHING * searching + ACTIVE * active`.
    word: AtomicUsize,
    /// The number of workers, which is the most drains that can be active.
    limit: usize,
}

/// What [`Activation::claim`] tells who may start a drain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// Whether no drain was active before.
    pub(super) first: bool,
}

impl Activation {
    pub(super) fn new(limit: usize) -> Self {
        Activation { word: AtomicUsize::new(0), limit }
    }

    /// Whether a [`claim`](Self::claim) looks like succeeding; costs a load, and may be wrong.
    pub(super) fn has_room(&self) -> bool {
        // Relaxed: a hint. Who may not miss a chance calls `announce`.
        self.may_claim(self.word.load(Ordering::Relaxed))
    }

    fn may_claim(&self, word: usize) -> bool {
        searching(word) == 0 && active(word) < self.limit
    }

    /// Counts one more drain as active and searching, if a worker is free and nobody searches; the caller must start it.
    #[must_use = "a claimed drain must be started"]
    pub(super) fn claim(&self) -> Option<Claim> {
        let mut word = self.word.load(Ordering::Relaxed);
        while self.may_claim(word) {
            // AcqRel: one link in the chain of changes that the fences of `announce`, `found` and `retire` order.
            let changed = word + ACTIVE + SEARCHING;
            match self.word.compare_exchange_weak(word, changed, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(_) => return Some(Claim { first: active(word) == 0 }),
                Err(now) => word = now,
            }
        }
        None
    }

    /// Like [`claim`](Self::claim), after a push that only a drain started now, or one that searches, may ever see.
    #[must_use = "a claimed drain must be started"]
    pub(super) fn announce(&self) -> Option<Claim> {
        // Pairs with the fences in `found` and `retire`: see the top of this file.
        fence(Ordering::SeqCst);
        self.claim()
    }

    /// An active drain has run out of work and begins to search.
    pub(super) fn search(&self) {
        self.word.fetch_add(SEARCHING, Ordering::AcqRel);
    }

    /// A searching drain has found work. If it was the last to search, and `more` work is left, somebody else takes over
    /// the search: then the caller must start a drain.
    #[must_use = "a claimed drain must be started"]
    pub(super) fn found(&self, more: impl FnOnce() -> bool) -> Option<Claim> {
        let before = self.word.fetch_sub(SEARCHING, Ordering::AcqRel);
        if searching(before) > 1 {
            return None;
        }
        // Pairs with the fence in `announce`: who pushed while we searched has left the activation to us.
        fence(Ordering::SeqCst);
        if more() { self.claim() } else { None }
    }

    /// A searching drain gives up. If it was the last to search, and there is `work` after all, it counts as searching
    /// again and must go on. `work` is told whether it was the last that was active at all: then nobody else comes for anything.
    #[must_use = "a drain that is counted in again must go on"]
    pub(super) fn retire(&self, work: impl FnOnce(bool) -> bool) -> Option<Claim> {
        let before = self.word.fetch_sub(ACTIVE + SEARCHING, Ordering::AcqRel);
        if searching(before) > 1 {
            return None;
        }
        // Pairs with the fence in `announce`: who pushed while we searched has left the work to us.
        fence(Ordering::SeqCst);
        if work(active(before) == 1) { self.claim() } else { None }
    }

    /// A drain ends without a search: rayon started it where it must not run. Whoever calls this sees to the work.
    pub(super) fn give_back(&self, was_searching: bool) {
        self.word.fetch_sub(ACTIVE + if was_searching { SEARCHING } else { 0 }, Ordering::AcqRel);
    }

    /// Whether no drain is active.
    pub(super) fn is_idle(&self) -> bool {
        // Pairs with the changes of the word: the monitor's look at it stands behind a fence of its own.
        active(self.word.load(Ordering::Acquire)) == 0
    }

    /// Whether some drain searches, or is on its way.
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
#[path = "activation/loom_model.rs"]
mod loom_model;
