//! The hand-over state: whether a worker waits outside rayon, and who has called it back.
//!
//! A worker that has run out of work may wait in the reactor instead of in rayon (`reactor.rs`).
//! Rayon does not know that it could have that worker, so whoever is about to start a run loop
//! *calls* the waiting worker instead of giving rayon a job: the worker then is that run loop.
//! Whoever only wants it to look at rayon's jobs, or at the end of its runtime, *nudges* it.
//!
//! | bits | meaning | until |
//! |---|---|---|
//! | none | no worker waits | a worker announces that it is about to wait |
//! | `WAITING` | a worker waits, or is about to | it leaves |
//! | `WAITING`, `CALLED` | it is the run loop that somebody has counted | it leaves |
//! | `NUDGED`, with any of them | the worker, or the next one, is to look at what there is to do | a worker leaves that was not called, or finds it when it announces itself |
//!
//! # Why no call is lost
//!
//! A worker announces itself *before* it retires from the idle state (`idle.rs`), and a thread that
//! has counted a run loop there calls *after* that. Both change the same word, so one change comes
//! first. If the worker's does, the other thread reads the word that the worker released, sees
//! `WAITING`, and calls. If the other thread's does, the worker reads from the word that somebody
//! else searches or is about to start, and does not wait: it leaves, and returns to rayon, which
//! has the job by then or gets it while it is awake.
//!
//! A nudge is kept until a worker sees it: it changes the state in any case, and a worker that
//! announces itself finds it there and does not wait before it has looked at what there is to do.
//!
//! The loom model in `handover/loom_model.rs` runs these functions and those of `idle.rs`. It finds
//! a worker that waits forever when a fence of `idle.rs` is taken out, when the orderings here are
//! relaxed, when the announcement comes after the retirement, and when a worker waits although
//! somebody else searches.

use crate::primitives::atomic::{AtomicU8, Ordering};

/// A worker waits, or is about to.
const WAITING: u8 = 1;
/// Somebody has called it.
const CALLED: u8 = 2;
/// A worker is to look at what there is to do.
const NUDGED: u8 = 4;

/// Whether a worker waits outside rayon.
pub(super) struct Handover {
    state: AtomicU8,
}

impl Handover {
    pub(super) fn new() -> Self {
        Handover { state: AtomicU8::new(0) }
    }

    /// The calling worker is about to wait; only one does at a time. Returns `false` if it was
    /// nudged since it last left: it must look at what there is to do, and not wait. After `true`
    /// it must retire, and [`leave`](Handover::leave).
    #[must_use = "a nudged worker must not wait"]
    pub(super) fn announce(&self) -> bool {
        let announced = self.state.compare_exchange(0, WAITING, Ordering::AcqRel, Ordering::Acquire).is_ok();
        if !announced {
            self.state.fetch_and(!NUDGED, Ordering::Relaxed);
        }
        announced
    }

    /// Makes the waiting worker the run loop that the caller has counted as active and searching;
    /// `false` if none waits. After `true` the caller must wake it.
    #[must_use = "the waiting worker must be woken, or rayon given a job"]
    pub(super) fn call(&self) -> bool {
        // Acquire: the change of the idle word that let us come here orders this after the worker's
        // `announce`.
        self.state.compare_exchange(WAITING, WAITING | CALLED, Ordering::AcqRel, Ordering::Relaxed).is_ok()
    }

    /// Makes the waiting worker, or else the next one that is about to wait, look at what there is
    /// to do. Returns whether a worker waits: then the caller must wake it.
    #[must_use = "the waiting worker must be woken"]
    pub(super) fn nudge(&self) -> bool {
        self.state.fetch_or(NUDGED, Ordering::AcqRel) == WAITING
    }

    /// Whether a worker waits that nobody has called or nudged.
    pub(super) fn is_waiting(&self) -> bool {
        self.state.load(Ordering::Acquire) == WAITING
    }

    /// The worker waits no longer. Returns whether it was called: then it is counted as active and
    /// searching.
    #[must_use = "a worker that was called is counted"]
    pub(super) fn leave(&self) -> bool {
        // A nudge is for who looks around next: this worker if it was not called.
        let was_called = |state| state & CALLED != 0;
        let left = |state| Some(if was_called(state) { state & NUDGED } else { 0 });
        self.state.fetch_update(Ordering::AcqRel, Ordering::Acquire, left).is_ok_and(was_called)
    }
}

#[cfg(all(test, loom))]
#[path = "handover/loom_model.rs"]
mod loom_model;
