//! The run loop: a rayon job that runs ready goroutines until there are none.

use std::time::{Duration, Instant};

use super::pool;
use super::queue::{Ready, discard};
use super::shared::{Scheduler, Start};
use super::steal::StealPolicy;
use super::task;
use super::worker::{Local, with_local};
use crate::primitives::atomic::Ordering;

/// After so many runs a run loop lets rayon run one of its own jobs, and looks at the clock.
const YIELD_INTERVAL: u32 = 64;
/// The time slice: after so long a run loop returns to rayon and continues as a new job, so that what waits further down the
/// stack gets its turn.
const TIME_SLICE: Duration = Duration::from_millis(2);

/// The body of the rayon job.
pub(super) fn start(scheduler: &'static Scheduler, start: Start) {
    with_local(|local| {
        let local = local.unwrap_or_else(|| unreachable!("rayon runs a job of the pool on a worker of the pool"));
        if local.in_run_loop.replace(true) {
            // A run loop is further down the stack, most likely under a goroutine that waits in `join`: nothing may run on top
            // of it. The job must not go back to this worker's deque either, where the same wait would take it again. The
            // monitor starts another run loop as long as there is work, and the one further down takes it later.
            scheduler.idle.cancel(start == Start::Search);
            return;
        }
        RunLoop { local, scheduler, searching: start == Start::Search, policy: StealPolicy::new() }.work();
        local.in_run_loop.set(false);
    });
}

/// A run loop at work.
struct RunLoop<'a> {
    /// The worker it runs on.
    local: &'a Local,
    /// Whose goroutines it runs.
    scheduler: &'static Scheduler,
    /// Whether it counts as searching.
    searching: bool,
    /// Decides whether to steal.
    policy: StealPolicy,
}

impl RunLoop<'_> {
    fn work(mut self) {
        let begin = Instant::now();
        let mut since_yield = 0;
        while let Some(ready) = self.find() {
            // Relaxed: `close` does not wait for us; a late look drops a little later.
            if self.scheduler.closed.load(Ordering::Relaxed) {
                discard(ready);
                continue;
            }
            task::run(ready);
            since_yield += 1;
            if since_yield == YIELD_INTERVAL || self.local.queue.was_long_run() {
                since_yield = 0;
                self.yield_to_rayon();
                if begin.elapsed() >= TIME_SLICE {
                    return self.reschedule();
                }
            }
        }
    }

    /// Lets rayon run one of its jobs.
    fn yield_to_rayon(&self) {
        // Not while a run loop is about to start: its job may be on this worker's own deque, for others to steal.
        if !self.scheduler.idle.is_searched() {
            pool::yield_to_rayon();
        }
    }

    /// Ends this run loop; a new job continues in its place.
    fn reschedule(self) {
        self.local.queue.shelve_next();
        // In any case now, and before the new job is issued, which this would take back.
        pool::yield_to_rayon();
        self.scheduler.issue(Start::Resume, true);
    }

    /// The next goroutine to run; `None` once the run loop is retired.
    fn find(&mut self) -> Option<Ready> {
        loop {
            if let Some(ready) = self.local.queue.pop().or_else(|| self.search()) {
                self.stop_searching();
                return Some(ready);
            }
            // Other active run loops run what their workers' queues hold, and the monitor steps in if they do not. But nobody else
            // takes from the injector, and once this run loop is the last one, nobody else takes from the queue of a worker whose
            // run loop continued on another worker.
            let queue = &self.local.queue;
            let work = |last: bool| queue.is_injected() || last && queue.has_work();
            match self.scheduler.idle.retire(work) {
                Some(permit) => self.scheduler.watch(permit),
                None => return self.retired(),
            }
            self.policy.unthrottle();
        }
    }

    /// Records that the remaining work is not worth stealing: then no run loop starts for it until the monitor's next tick.
    fn retired(&self) -> Option<Ready> {
        if self.policy.is_throttled() {
            self.scheduler.throttle_stealing();
        }
        None
    }

    /// Searches for a while.
    fn search(&mut self) -> Option<Ready> {
        if !self.searching {
            self.scheduler.idle.start_searching();
            self.searching = true;
        }
        self.policy.runs_out();
        let Self { local, policy, .. } = self;
        local.backoff.spin(|now| local.queue.take_injected().or_else(|| policy.steal(&local.queue, now)))
    }

    /// Ends the search, and starts the next run loop if there is more work.
    fn stop_searching(&mut self) {
        if self.searching {
            self.searching = false;
            let permit = self.scheduler.idle.found_work(|| {
                let queue = &self.local.queue;
                queue.is_injected() || !self.scheduler.is_stealing_throttled() && queue.has_work()
            });
            self.scheduler.start_permitted(permit, true);
        }
    }
}
