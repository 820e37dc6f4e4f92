//! Proof that each of many goroutines ran, with its own argument, at next to no cost.

use std::sync::atomic::{AtomicU64, Ordering};

/// What the goroutines of a workload have added up; one per process, as a Go program has a package
/// variable.
static TALLY: AtomicU64 = AtomicU64::new(0);

/// A count of its own for one lap.
pub struct Tally(u64);

impl Tally {
    /// Starts to count.
    pub fn start() -> Tally {
        Tally(TALLY.load(Ordering::Relaxed))
    }

    /// What was added since.
    pub fn sum(&self) -> u64 {
        TALLY.load(Ordering::Relaxed) - self.0
    }
}

/// Called once by goroutine `i`: every 64th is counted, with its number, so that the counter is no
/// workload itself.
pub fn tally(i: u64) {
    if i.is_multiple_of(64) {
        TALLY.fetch_add(i + 1, Ordering::Relaxed);
    }
}

/// What `n` goroutines, numbered from 0, must add up to.
pub const fn tally_of(n: u64) -> u64 {
    let counted = n.div_ceil(64);
    64 * (counted * counted.saturating_sub(1) / 2) + counted
}
