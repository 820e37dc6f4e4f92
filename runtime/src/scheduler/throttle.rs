//! Whether run loops are started for what the workers' own queues hold.
//!
//! To wake a worker for a goroutine that its own worker is about to run costs more than the run,
//! where runs are short (`steal.rs`). A run loop that found its theft not worth it, and retires,
//! throttles such starts. The monitor's tick ends that, so that times that have changed are
//! noticed; but a tick comes each half a millisecond, and where timers wake some goroutines at a
//! time, a worker woken after each tick was half of what they cost. So each throttling in a row
//! lasts twice as many ticks, up to [`LONGEST`], until a theft is worth it. Meanwhile the monitor
//! itself starts a run loop at its tick if a backlog waits.

use crate::primitives::atomic::{AtomicU32, Ordering};

/// A throttling lasts so many ticks at most.
const LONGEST: u32 = 8;

/// The throttle; all of it is a hint, so all accesses are relaxed.
pub(super) struct Throttle {
    /// How many ticks it is on yet.
    left: AtomicU32,
    /// How many ticks the next throttling lasts.
    next: AtomicU32,
}

impl Throttle {
    pub(super) fn new() -> Throttle {
        Throttle { left: AtomicU32::new(0), next: AtomicU32::new(1) }
    }

    /// Throttles, after a theft that was not worth it.
    pub(super) fn begin(&self) {
        let ticks = self.next.load(Ordering::Relaxed);
        self.left.store(ticks, Ordering::Relaxed);
        self.next.store((ticks * 2).min(LONGEST), Ordering::Relaxed);
    }

    /// A theft was worth it: the next throttling is short again.
    pub(super) fn theft_was_worth(&self) {
        if self.next.load(Ordering::Relaxed) != 1 {
            self.next.store(1, Ordering::Relaxed);
        }
    }

    /// A tick of the monitor.
    pub(super) fn tick(&self) {
        let left = self.left.load(Ordering::Relaxed);
        if left > 0 {
            self.left.store(left - 1, Ordering::Relaxed);
        }
    }

    /// Whether it is on.
    pub(super) fn is_on(&self) -> bool {
        self.left.load(Ordering::Relaxed) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many ticks a throttling lasts.
    fn ticks(throttle: &Throttle) -> u32 {
        throttle.begin();
        let mut ticks = 0;
        while throttle.is_on() {
            throttle.tick();
            ticks += 1;
        }
        ticks
    }

    #[test]
    fn throttlings_in_a_row_last_longer_until_a_theft_is_worth_it() {
        let throttle = Throttle::new();
        assert!(!throttle.is_on());
        let lasted: Vec<_> = (0..7).map(|_| ticks(&throttle)).collect();
        assert_eq!(lasted, [1, 2, 4, 8, 8, 8, 8]);
        throttle.theft_was_worth();
        assert_eq!(ticks(&throttle), 1);
    }
}
