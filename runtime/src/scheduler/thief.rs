//! When a drain takes what stands in the queue of another worker.
//!
//! A goroutine that is stolen costs its thief some hundred nanoseconds: its memory lies in the other core's cache, and is freed
//! to the other thread's heap. For one that runs shorter than that, both workers together are slower than one alone. Nobody
//! can tell beforehand how long a goroutine runs, so the thief tries: what it steals at first it takes at once. If that is
//! done within [`WORTH`], it becomes *choosy*, and takes only what has waited for [`RIPE`]: what its worker is about to run
//! within that time is better left to it. Goroutines that go on for long, however short their runs, stay with the thief
//! and make it worth it.

use std::time::{Duration, Instant};

use super::queue::{LocalQueue, Victim};
use super::task::Ready;

/// What is stolen must keep the thief busy for so long: a batch, its way between the caches, and some work.
const WORTH: Duration = Duration::from_micros(30);
/// What has waited for so long is worth stealing in any case.
const RIPE: Duration = Duration::from_micros(10);

/// What a drain remembers of its thefts.
pub(super) struct Thief {
    /// When it stole last, if it has not run out of work since.
    stole: Option<Instant>,
    /// Whether the last theft was not worth it.
    choosy: bool,
    /// The queue whose ripening it watches: as it was at first sight, and when that was.
    watched: Option<(Victim, Instant)>,
}

impl Thief {
    pub(super) fn new() -> Self {
        Thief { stole: None, choosy: false, watched: None }
    }

    /// Whether the last theft was not worth it.
    pub(super) fn is_choosy(&self) -> bool {
        self.choosy
    }

    /// Nobody else may be left to run what stands in a queue: it is worth it in any case.
    pub(super) fn takes_anything(&mut self) {
        self.choosy = false;
    }

    /// The drain has run out of work: judges the last theft.
    pub(super) fn runs_out(&mut self) {
        if let Some(at) = self.stole.take() {
            self.choosy = at.elapsed() < WORTH;
        }
    }

    /// Steals for the worker of `queue`, if that is worth it.
    pub(super) fn steal(&mut self, queue: &LocalQueue, now: Instant) -> Option<Ready> {
        let ready = queue.steal(|victim| !self.choosy || self.is_ripe(victim, now))?;
        self.stole = Some(now);
        self.watched = None;
        Some(ready)
    }

    /// Whether what stands in a queue has waited long enough. One queue is watched at a time, until all that stood there at
    /// first sight has run.
    fn is_ripe(&mut self, victim: Victim, now: Instant) -> bool {
        match self.watched {
            Some((first, since)) if first.index == victim.index && victim.runs - first.runs < first.queued => {
                now.duration_since(since) >= RIPE
            }
            // The one that is watched comes up too in this round, unless it has got nothing left.
            Some((first, since)) if first.index != victim.index && now.duration_since(since) < 2 * RIPE => false,
            _ => {
                self.watched = Some((victim, now));
                false
            }
        }
    }
}
