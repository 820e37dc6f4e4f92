//! A rayon job that runs ready goroutines until there are none.

use std::time::{Duration, Instant};

use super::pool::{self, Ticket};
use super::task;
use super::task::Ready;
use super::thief::Thief;
use super::worker::{Local, Scheduler, with_local};
use crate::primitives::atomic::Ordering;

/// After so many runs a drain lets rayon run one of its own jobs, and looks at the clock.
const HAND_OVER: u32 = 64;
/// After so long a drain returns to rayon and goes on as a new job: what waits further down the stack gets its turn.
const LEASE: Duration = Duration::from_millis(2);

/// The body of the rayon job.
pub(super) fn start(scheduler: &'static Scheduler, ticket: Ticket) {
    with_local(|local| {
        let local = local.unwrap_or_else(|| unreachable!("rayon runs a job of the pool on a worker of the pool"));
        if local.draining.replace(true) {
            // A drain is further down the stack, most likely under a goroutine that waits in `join`: nothing may run on top
            // of it. The job must not go back to this worker's deque either, where the same wait would take it again:
            // the monitor starts another drain as long as there is work, and the one further down takes it later.
            scheduler.activation.give_back(ticket == Ticket::Search);
            return;
        }
        Drain { local, scheduler, searching: ticket == Ticket::Search, thief: Thief::new() }.work();
        local.draining.set(false);
    });
}

/// A drain at work.
struct Drain<'a> {
    /// The worker it runs on.
    local: &'a Local,
    /// Whose goroutines it runs.
    scheduler: &'static Scheduler,
    /// Whether it counts as searching.
    searching: bool,
    /// Knows whether stealing has been worth it.
    thief: Thief,
}

impl Drain<'_> {
    fn work(mut self) {
        let begin = Instant::now();
        let mut since_hand_over = 0;
        while let Some(ready) = self.find() {
            // Relaxed: who closes does not wait for us; a late look drops a little later.
            if self.scheduler.closed.load(Ordering::Relaxed) {
                task::discard(ready);
                continue;
            }
            task::run(ready);
            since_hand_over += 1;
            if since_hand_over == HAND_OVER || self.local.queue.was_long_run() {
                since_hand_over = 0;
                self.hand_over();
                if begin.elapsed() >= LEASE {
                    return self.renew();
                }
            }
        }
    }

    /// Lets rayon run one of its jobs.
    fn hand_over(&self) {
        // Not while an activation is on its way: it may lie on this worker's own deque, for others to steal.
        if !self.scheduler.activation.is_searched() {
            pool::hand_over();
        }
    }

    /// Ends this drain and leaves its activation to a new job.
    fn renew(self) {
        self.local.queue.shelve_next();
        // In any case now, and before the new job is issued, which this would take back.
        pool::hand_over();
        self.scheduler.pool.issue(self.scheduler, Ticket::Continue);
    }

    /// The next goroutine to run; `None` once the drain is retired.
    fn find(&mut self) -> Option<Ready> {
        loop {
            if let Some(ready) = self.local.queue.pop().or_else(|| self.search()) {
                self.stop_searching();
                return Some(ready);
            }
            // Other active drains run what stands in their workers' queues, and the monitor sees to it if they do not. But the injector
            // has nobody else, nor has the queue of a worker whose drain went on elsewhere, once this is the last.
            let queue = &self.local.queue;
            let work = |last: bool| queue.is_injected() || last && queue.has_work();
            match self.scheduler.activation.retire(work) {
                Some(claim) => self.scheduler.watch_claimed(claim),
                None => return self.retired(),
            }
            self.thief.takes_anything();
        }
    }

    /// Leaves word if others have work that was not worth stealing: then nobody need come for it before the monitor says so.
    fn retired(&self) -> Option<Ready> {
        if self.thief.is_choosy() {
            self.scheduler.discourage();
        }
        None
    }

    /// Looks around for a while.
    fn search(&mut self) -> Option<Ready> {
        if !self.searching {
            self.scheduler.activation.search();
            self.searching = true;
        }
        self.thief.runs_out();
        let Self { local, thief, .. } = self;
        local.patience.look_around(|now| local.queue.take_injected().or_else(|| thief.steal(&local.queue, now)))
    }

    /// Hands the search on, if it was ours.
    fn stop_searching(&mut self) {
        if self.searching {
            self.searching = false;
            let claim = self.scheduler.activation.found(|| {
                let queue = &self.local.queue;
                queue.is_injected() || self.scheduler.is_encouraged() && queue.has_work()
            });
            self.scheduler.start_claimed(claim);
        }
    }
}
