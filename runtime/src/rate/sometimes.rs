//! `Sometimes`: work that is done now and then.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::primitives::lock_std;

/// Does something now and then: Go's `rate.Sometimes`.
///
/// The conditions are alternatives: the first `first` calls, every `every`-th call, and a call when
/// `interval` has passed since the last time it was done. Without any of them, only the first call
/// counts.
///
/// # Examples
///
/// ```
/// use goroutines::rate::Sometimes;
///
/// let (sometimes, mut lines) = (Sometimes::new().first(2).every(3), Vec::new());
/// for call in 0..7 {
///     sometimes.run(|| lines.push(call));
/// }
/// assert_eq!(lines, [0, 1, 3, 6]);
/// ```
#[derive(Debug, Default)]
#[doc(alias = "rate.Sometimes")]
pub struct Sometimes {
    /// The number of first calls that count; 0 for none in particular.
    first: u64,
    /// Every so many calls one counts; 0 for none.
    every: u64,
    /// A call counts after this time; zero for none.
    interval: Duration,
    /// The number of calls, and when one counted last.
    calls: Mutex<(u64, Option<Instant>)>,
}

impl Sometimes {
    /// Without conditions: only the first call counts.
    #[must_use]
    pub fn new() -> Sometimes {
        Sometimes::default()
    }

    /// The first `n` calls count.
    #[must_use]
    pub fn first(mut self, n: u64) -> Sometimes {
        self.first = n;
        self
    }

    /// Every `n`-th call counts, from the first on.
    #[must_use]
    pub fn every(mut self, n: u64) -> Sometimes {
        self.every = n;
        self
    }

    /// A call counts when `interval` has passed since one counted last.
    #[must_use]
    pub fn interval(mut self, interval: Duration) -> Sometimes {
        self.interval = interval;
        self
    }

    /// Calls `work` if this call counts. Concurrent calls wait for its end; `work` must not call
    /// `run` again.
    ///
    /// # Examples
    ///
    /// See [`Sometimes`].
    #[doc(alias = "Do")]
    pub fn run(&self, work: impl FnOnce()) {
        let mut calls = lock_std(&self.calls);
        let (count, last) = *calls;
        let counts = count == 0
            || count < self.first
            || (self.every > 0 && count.is_multiple_of(self.every))
            || (!self.interval.is_zero() && last.is_some_and(|last| last.elapsed() >= self.interval));
        calls.0 += 1;
        if counts {
            work();
            if !self.interval.is_zero() {
                calls.1 = Some(Instant::now());
            }
        }
    }
}
