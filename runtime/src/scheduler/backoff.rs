//! How long a run loop that has run out of work searches before it retires.
//!
//! Searching for some microseconds spares a worker that is about to be needed again its sleep, and
//! the thread that needs it the system call that wakes it. Where work comes seldom (a timer every
//! fifty microseconds) it only burns time. So each worker adapts: a search that found something by
//! waiting doubles the next one's length, one in vain halves it. Every [`TRIAL`]th search has full
//! length all the same, to notice when times have changed.

use std::cell::Cell;
use std::hint;
use std::time::{Duration, Instant};

/// The longest search; rayon itself searches for a while after that.
const LONGEST: Duration = Duration::from_micros(20);
/// A search shorter than this is one look.
const SHORTEST: Duration = Duration::from_micros(2);
/// Every so many searches is a long one.
const TRIAL: u32 = 32;
/// The pause between two looks, in spin hints.
const PAUSE: u32 = 8;

/// The adaptive length of a worker's searches.
pub(super) struct Backoff {
    /// The length of the next search.
    span: Cell<Duration>,
    /// How many searches there have been.
    searches: Cell<u32>,
}

impl Backoff {
    pub(super) fn new() -> Self {
        Backoff { span: Cell::new(LONGEST), searches: Cell::new(0) }
    }

    /// Repeats `look`, which gets the time, until it finds something or the search has its length.
    pub(super) fn spin<T>(&self, mut look: impl FnMut(Instant) -> Option<T>) -> Option<T> {
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

    /// Adapts to a search of length `span`: whether it was `worth` it.
    fn learn(&self, span: Duration, worth: bool) {
        self.span.set(if worth { (span * 2).clamp(SHORTEST, LONGEST) } else { span / 2 });
    }

    /// The length of the search that begins now.
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

    /// Searches in vain; returns the length.
    fn in_vain(backoff: &Backoff) -> Duration {
        let span = backoff.span();
        backoff.learn(span, false);
        span
    }

    #[test]
    fn searches_in_vain_get_shorter_until_a_trial() {
        let backoff = Backoff::new();
        let spans: Vec<_> = (1..TRIAL).map(|_| in_vain(&backoff)).collect();
        assert_eq!(spans[0], LONGEST);
        assert!(spans.is_sorted_by(|a, b| a >= b));
        assert_eq!(spans.last(), Some(&Duration::ZERO));
        assert_eq!(in_vain(&backoff), LONGEST, "a trial");
        assert_eq!(in_vain(&backoff), LONGEST / 2, "it was in vain too");
    }

    #[test]
    fn what_is_there_is_found_at_the_first_look() {
        let mut looks = 0;
        let found = Backoff::new().spin(|_| {
            looks += 1;
            Some(looks)
        });
        assert_eq!(found, Some(1));
    }

    #[test]
    fn a_search_worth_waiting_for_lengthens_the_next() {
        let backoff = Backoff::new();
        for _ in 1..TRIAL {
            in_vain(&backoff);
        }
        let trial = backoff.span();
        backoff.learn(trial, true);
        assert_eq!(backoff.span(), LONGEST);
        backoff.learn(SHORTEST, true);
        assert_eq!(backoff.span(), SHORTEST * 2);
    }
}
