//! Whether the machine was quiet: the CPU time that others took during a measurement.

use std::time::{Duration, Instant};
use std::{fs, thread};

/// The machine since some moment.
pub struct Machine {
    start: Instant,
    busy: Option<Duration>,
}

impl Machine {
    /// From now on.
    pub fn watch() -> Machine {
        Machine { start: Instant::now(), busy: busy() }
    }

    /// The share of all cores that others took since, where `ours` is what the measurement took;
    /// `None` where Linux does not say.
    pub fn others(&self, ours: Duration) -> Option<f64> {
        let busy = busy()?.saturating_sub(self.busy?).saturating_sub(ours);
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Some(busy.as_secs_f64() / (self.start.elapsed().as_secs_f64() * cores as f64))
    }
}

/// The CPU time of everybody, from the first line of /proc/stat: user, nice, system, idle, iowait,
/// irq, softirq, steal.
fn busy() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/stat").ok()?;
    let ticks: Option<Vec<u64>> = stat.lines().next()?.split_whitespace().skip(1).map(|n| n.parse().ok()).collect();
    let ticks = ticks?;
    let busy: u64 = [0, 1, 2, 5, 6, 7].iter().filter_map(|&i| ticks.get(i)).sum();
    Some(Duration::from_millis(10 * busy))
}
