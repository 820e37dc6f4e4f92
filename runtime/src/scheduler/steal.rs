//! When a run loop steals from the queue of another worker.
//!
//! A stolen goroutine costs its thief some hundred nanoseconds: its memory is in the other core's
//! cache, and is freed to the other thread's heap. If it runs shorter than that, both workers
//! together are slower than one alone. Nobody can know beforehand how long a goroutine runs, so a
//! run loop tries: it steals at once the first time. If the stolen goroutines are done within
//! [`WORTH`], it is *throttled* and steals only what has *aged*, which means waited for [`AGE`]:
//! the worker itself is about to run everything younger. Goroutines that go on for long, however
//! short their runs, stay with the thief and make the theft worth it.

use std::time::{Duration, Instant};

use super::local_queue::{LocalQueue, Victim};
use super::queue::Ready;

/// A theft is worth it if it keeps the thief busy for so long: a batch, its way between the caches,
/// and some work.
const WORTH: Duration = Duration::from_micros(30);
/// What has waited for so long is worth stealing in any case.
const AGE: Duration = Duration::from_micros(10);

/// What a run loop remembers of its thefts.
pub(super) struct StealPolicy {
    /// When it stole last, if it has not run out of work since.
    stole: Option<Instant>,
    /// Whether the last theft was not worth it.
    throttled: bool,
    /// The queue whose age it watches: as it was at first sight, and when that was.
    watched: Option<(Victim, Instant)>,
}

impl StealPolicy {
    pub(super) fn new() -> Self {
        StealPolicy { stole: None, throttled: false, watched: None }
    }

    /// Whether the last theft was not worth it.
    pub(super) fn is_throttled(&self) -> bool {
        self.throttled
    }

    /// Ends the throttling: nobody else may be left to run what a queue holds.
    pub(super) fn unthrottle(&mut self) {
        self.throttled = false;
    }

    /// The run loop has run out of work: judges the last theft. Returns true if there was one that
    /// was worth it.
    pub(super) fn runs_out(&mut self) -> bool {
        let Some(at) = self.stole.take() else { return false };
        self.throttled = at.elapsed() < WORTH;
        !self.throttled
    }

    /// Steals for the worker of `queue`, if that is worth it.
    pub(super) fn steal(&mut self, queue: &LocalQueue, now: Instant) -> Option<Ready> {
        let ready = queue.steal(|victim| !self.throttled || self.has_aged(victim, now))?;
        self.stole = Some(now);
        self.watched = None;
        Some(ready)
    }

    /// Whether a queue has waited long enough. One queue is watched at a time, until everything
    /// that it held at first sight has run.
    fn has_aged(&mut self, victim: Victim, now: Instant) -> bool {
        match self.watched {
            Some((first, since)) if first.index == victim.index && victim.runs - first.runs < first.queued => {
                now.duration_since(since) >= AGE
            }
            // The watched queue comes up too in this round, unless it is empty.
            Some((first, since)) if first.index != victim.index && now.duration_since(since) < 2 * AGE => false,
            _ => {
                self.watched = Some((victim, now));
                false
            }
        }
    }
}
