//! Whether goroutines are ready and no worker begins a run: then the relief is called.
//!
//! With several workers it is enough that none has begun a run between some ticks of the monitor.
//! With one worker, programs (and tests) may count on the order of its runs, which must not depend
//! on how long the system takes the processor away from the worker in the middle of a short run. So
//! there the run itself must be long: by the worker's processor time, or because it blocks.

use std::time::{Duration, Instant};

use super::shared::Scheduler;
use crate::platform::{self, ThreadWork};
use crate::primitives::atomic::Ordering;

/// How long no worker must have begun a run, at least: runs of a millisecond are over by then,
/// which a third thread would only slow down.
const LONG: Duration = Duration::from_micros(900);

/// How much processor time the run of a lone worker must have taken, or how long it must block.
const LONE_LONG: Duration = Duration::from_millis(1);

/// The same, where the system does not tell.
const LONE_UNKNOWN: Duration = Duration::from_millis(20);

/// What the monitor remembers between two ticks.
pub(super) struct Starvation {
    /// How many runs the workers had begun at the last tick.
    runs: u64,
    /// Since when no run has begun, with what the only worker had done by then.
    since: Option<(Instant, Option<ThreadWork>)>,
    /// Whether that is known to be long.
    is_long: bool,
}

impl Starvation {
    pub(super) fn new() -> Starvation {
        Starvation { runs: 0, since: None, is_long: false }
    }

    /// A tick of the monitor. Returns whether the workers need the relief.
    pub(super) fn tick(&mut self, scheduler: &'static Scheduler) -> bool {
        let runs = scheduler.worker_runs();
        if std::mem::replace(&mut self.runs, runs) != runs || scheduler.idle.is_idle() {
            (self.since, self.is_long) = (None, false);
            return false;
        }
        self.is_long = self.is_long || self.has_become_long(scheduler);
        if self.is_long {
            (0..scheduler.workers()).for_each(|index| scheduler.queues.release(index));
        }
        self.is_long && scheduler.queues.has_work()
    }

    fn has_become_long(&mut self, scheduler: &Scheduler) -> bool {
        let (now, work) = (Instant::now(), lone_work(scheduler));
        let &mut (since, before) = self.since.get_or_insert((now, work));
        let wall = now.duration_since(since);
        match (before, work) {
            _ if scheduler.workers() > 1 => wall >= LONG,
            (Some(before), Some(work)) => {
                if work.is_blocked && !before.is_blocked {
                    // It has come to a call that blocks: from now on that counts.
                    self.since = Some((now, Some(ThreadWork { is_blocked: true, ..before })));
                }
                let blocks = before.is_blocked && work.is_blocked && wall >= LONE_LONG;
                blocks || work.cpu.saturating_sub(before.cpu) >= LONE_LONG
            }
            _ => wall >= LONE_UNKNOWN,
        }
    }
}

/// What the only worker has done, if there is only one.
fn lone_work(scheduler: &Scheduler) -> Option<ThreadWork> {
    let is_lone = scheduler.workers() == 1;
    is_lone.then(|| platform::thread_work(scheduler.relief.first_worker.load(Ordering::Relaxed))).flatten()
}
