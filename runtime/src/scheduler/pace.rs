//! How many runs a run loop makes between two checks.
//!
//! A check looks at the clock, the timers and the queues that belong to no worker, and lets rayon
//! run a job. It costs as much as several small runs, so it comes after [`MOST`] of them. Runs of a
//! millisecond are another matter: what a timer wakes would wait behind 64 of them, or until the
//! monitor ticks. So the pace follows the runs: checks come every [`APART`], or after every run
//! that is longer.

use std::time::{Duration, Instant};

/// As many runs are between two checks, at most.
pub(super) const MOST: u32 = 64;
/// How far apart checks are in time, at most, where runs are shorter.
const APART: Duration = Duration::from_micros(100);

/// The pace of a run loop.
pub(super) struct Pace {
    /// When the last check was.
    checked: Instant,
    /// How many runs come between two checks.
    interval: u32,
    /// How many have been since the last check.
    runs: u32,
}

impl Pace {
    /// The pace of a run loop that begins `now` where the last one had checks so far apart.
    pub(super) fn new(now: Instant, interval: u32) -> Pace {
        Pace { checked: now, interval, runs: 0 }
    }

    /// How many runs come between two checks.
    pub(super) fn interval(&self) -> u32 {
        self.interval
    }

    /// Counts a run; returns whether a check is due.
    #[inline(always)]
    pub(super) fn count(&mut self) -> bool {
        self.runs += 1;
        self.runs >= self.interval
    }

    /// A check, `now`: how many runs there were since the last one, and how long they took.
    pub(super) fn check(&mut self, now: Instant) -> (u32, Duration) {
        let (runs, took) = (std::mem::take(&mut self.runs), now.duration_since(self.checked));
        self.checked = now;
        self.interval = if took < APART {
            (self.interval * 2).min(MOST)
        } else {
            let each = (took / runs.max(1)).max(Duration::from_nanos(1));
            u32::try_from(APART.as_nanos() / each.as_nanos()).map_or(MOST, |runs| runs.clamp(1, MOST))
        };
        (runs, took)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of runs until the next check, if each takes `each`.
    fn until_check(pace: &mut Pace, now: &mut Instant, each: Duration) -> u32 {
        let runs = (1..).find(|_| {
            *now += each;
            pace.count()
        });
        let runs = runs.expect("checks come");
        assert_eq!(pace.check(*now), (runs, each * runs));
        runs
    }

    #[test]
    fn short_runs_are_checked_seldom() {
        let mut now = Instant::now();
        let mut pace = Pace::new(now, MOST);
        for _ in 0..10 {
            assert_eq!(until_check(&mut pace, &mut now, Duration::from_nanos(50)), MOST);
        }
    }

    #[test]
    fn long_runs_are_checked_each() {
        let mut now = Instant::now();
        let mut pace = Pace::new(now, MOST);
        until_check(&mut pace, &mut now, Duration::from_millis(1));
        for _ in 0..10 {
            assert_eq!(until_check(&mut pace, &mut now, Duration::from_millis(1)), 1);
        }
    }

    #[test]
    fn runs_in_between_are_checked_each_hundred_microseconds() {
        let mut now = Instant::now();
        let mut pace = Pace::new(now, MOST);
        until_check(&mut pace, &mut now, Duration::from_micros(10));
        assert_eq!(until_check(&mut pace, &mut now, Duration::from_micros(10)), 10);
    }

    #[test]
    fn a_long_run_slows_short_ones_down_for_a_few_checks_only() {
        let mut now = Instant::now();
        let mut pace = Pace::new(now, MOST);
        until_check(&mut pace, &mut now, Duration::from_millis(1));
        let checks = (1..).find(|_| until_check(&mut pace, &mut now, Duration::from_nanos(50)) == MOST);
        assert_eq!(checks, Some(7));
    }
}
