//! How long a drain that has run out of work looks around before it retires.
//!
//! Looking on for some microseconds spares a worker that is about to be needed again its sleep, and whoever needs it the
//! system call that wakes it. Where work comes seldom (a timer every fifty microseconds) it only burns time. So each
//! worker learns from its last searches: one that was worth waiting for doubles its patience, one in vain halves it. Every
//! [`TRIAL`]th search is patient all the same, to notice when times have changed.

use std::cell::Cell;
use std::hint;
use std::time::{Duration, Instant};

/// The longest search; rayon looks on for a while after that.
const LONGEST: Duration = Duration::from_micros(20);
/// A search shorter than this is one look.
const SHORTEST: Duration = Duration::from_micros(2);
/// Every so many searches is a long one.
const TRIAL: u32 = 32;
/// The pause between two looks, in spin hints.
const PAUSE: u32 = 8;

/// A worker's patience.
pub(super) struct Patience {
    /// How long the next search takes.
    span: Cell<Duration>,
    /// How many searches there have been.
    searches: Cell<u32>,
}

impl Patience {
    pub(super) fn new() -> Self {
        Patience { span: Cell::new(LONGEST), searches: Cell::new(0) }
    }

    /// Repeats `look`, which is given the time, until it finds something or the worker's patience ends.
    pub(super) fn look_around<T>(&self, mut look: impl FnMut(Instant) -> Option<T>) -> Option<T> {
        let begin = Instant::now();
        if let Some(found) = look(begin) {
            return Some(found);
        }
        let span = self.span();
        loop {
            (0..PAUSE).for_each(|_| hint::spin_loop());
            let now = Instant::now();
            if now.duration_since(begin) >= span {
                self.learn(span, false);
                return None;
            }
            if let Some(found) = look(now) {
                self.learn(span, true);
                return Some(found);
            }
        }
    }

    /// Takes the lesson of a search that was to take `span`: whether it was `worth` it.
    fn learn(&self, span: Duration, worth: bool) {
        self.span.set(if worth { (span * 2).clamp(SHORTEST, LONGEST) } else { span / 2 });
    }

    /// How long the search that begins now takes.
    fn span(&self) -> Duration {
        let searches = self.searches.get().wrapping_add(1);
        self.searches.set(searches);
        if searches.is_multiple_of(TRIAL) {
            return LONGEST;
        }
        Some(self.span.get()).filter(|&span| span >= SHORTEST).unwrap_or(Duration::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Searches in vain, and says how long that took at the most.
    fn in_vain(patience: &Patience) -> Duration {
        let span = patience.span();
        patience.learn(span, false);
        span
    }

    #[test]
    fn searches_in_vain_get_shorter_until_a_trial() {
        let patience = Patience::new();
        let spans: Vec<_> = (1..TRIAL).map(|_| in_vain(&patience)).collect();
        assert_eq!(spans[0], LONGEST);
        assert!(spans.is_sorted_by(|a, b| a >= b));
        assert_eq!(spans.last(), Some(&Duration::ZERO));
        assert_eq!(in_vain(&patience), LONGEST, "a trial");
        assert_eq!(in_vain(&patience), LONGEST / 2, "it was in vain too");
    }

    #[test]
    fn what_is_there_is_found_at_the_first_look() {
        let mut looks = 0;
        let found = Patience::new().look_around(|_| {
            looks += 1;
            Some(looks)
        });
        assert_eq!(found, Some(1));
    }

    #[test]
    fn a_search_worth_waiting_for_restores_patience() {
        let patience = Patience::new();
        for _ in 1..TRIAL {
            in_vain(&patience);
        }
        let trial = patience.span();
        patience.learn(trial, true);
        assert_eq!(patience.span(), LONGEST);
        patience.learn(SHORTEST, true);
        assert_eq!(patience.span(), SHORTEST * 2);
    }
}
