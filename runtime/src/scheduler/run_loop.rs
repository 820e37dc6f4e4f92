//! The run loop: a rayon job that runs ready goroutines until there are none.

use std::mem;
use std::time::{Duration, Instant};

use super::idle::Retired;
use super::pace::Pace;
use super::pool;
use super::queue::{Ready, discard};
use super::reactor::{Driver, Limit};
use super::shared::{Scheduler, Start};
use super::steal::StealPolicy;
use super::task;
use super::worker::{Local, Taking, with_local};
use crate::primitives::atomic::Ordering;
use crate::timer;

/// The time slice: after so long a run loop returns to rayon and continues as a new job, so that
/// what waits further down the stack gets its turn.
const TIME_SLICE: Duration = Duration::from_millis(2);
/// After so long a run the queues that belong to no worker come first.
const LONG: Duration = Duration::from_micros(100);
/// So long a run ends the next-slot's time slice, as a tick of the monitor does.
const LONGER: Duration = Duration::from_millis(1);

/// The body of the rayon job.
pub(super) fn start(scheduler: &'static Scheduler, start: Start) {
    with_local(|local| {
        let local = local.unwrap_or_else(|| unreachable!("rayon runs a job of the pool on a worker of the pool"));
        if local.in_run_loop.replace(true) {
            // A run loop is further down the stack, most likely under a goroutine that waits in
            // `join`: nothing may run on top of it. The job must not go back to this worker's deque
            // either, where the same wait would take it again. The monitor starts another run loop
            // as long as there is work, and the one further down takes it later.
            scheduler.idle.cancel(start == Start::Search);
            local.cancelled.set(true);
            return;
        }
        let run_loop = RunLoop {
            local,
            scheduler,
            searching: start == Start::Search,
            policy: StealPolicy::new(),
            unwatched: false,
            since_look: 0,
        };
        run_loop.work();
        local.in_run_loop.set(false);
    });
}

/// Acts on timers that are due; `true` if there were any.
pub(super) fn look_at_timers() -> bool {
    let is_due = timer::is_due_for(Duration::ZERO);
    if is_due {
        timer::look();
    }
    is_due
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
    /// Whether it was the last one when it waited, and the monitor does not watch it yet.
    unwatched: bool,
    /// Runs since it looked into the reactor.
    since_look: u32,
}

impl RunLoop<'_> {
    fn work(mut self) {
        let begin = Instant::now();
        let mut pace = Pace::new(begin, self.local.pace.get());
        if !self.searching {
            // The run loop that it continues left this to it.
            self.attend_others(true, false);
        }
        while let Some(ready) = self.find() {
            // Relaxed: `close` does not wait for us; a late look drops a little later.
            if self.scheduler.closed.load(Ordering::Relaxed) {
                discard(ready);
                continue;
            }
            task::run(ready);
            let is_due = pace.count();
            if (is_due || self.local.queue.was_long_run()) && self.check(begin, &mut pace) {
                return self.reschedule();
            }
        }
    }

    /// What is done now and then between two runs. Returns whether the time slice of this run loop,
    /// which has begun at `begin`, is over.
    #[inline(never)]
    fn check(&mut self, begin: Instant, pace: &mut Pace) -> bool {
        let queue = &self.local.queue;
        let now = Instant::now();
        let (runs, took) = pace.check(now);
        self.local.pace.set(pace.interval());
        if took >= LONGER {
            queue.end_slice();
        }
        self.since_look += runs;
        // What was woken from outside runs here yet: elsewhere it would be behind what others have
        // in their queues.
        let is_over = now.duration_since(begin) >= TIME_SLICE && !queue.is_in_begun_slice();
        if !is_over {
            if queue.may_begin_slice() || queue.is_in_begun_slice() {
                self.attend_others(took >= LONG, took >= LONG * runs);
            }
            self.yield_to_rayon();
        }
        is_over
    }

    /// Acts on what comes from outside: what is due, what sockets have, and, after a long run, what
    /// other threads have made ready. (After short ones it is often enough that the monitor asks
    /// for that.)
    ///
    /// What an event makes ready has a slice of its own where the runs `are_long`. Where they are
    /// short, the run loop most likely serves sockets, and all that is ready came by events.
    fn attend_others(&mut self, after_long: bool, are_long: bool) {
        let queue = &self.local.queue;
        let is_due = look_at_timers();
        let looks = self.since_look >= self.scheduler.reactor.look_interval();
        if looks {
            self.since_look = 0;
        }
        if looks && self.look() && are_long || is_due {
            queue.begin_slice();
        }
        if after_long {
            queue.hurry_others();
        }
    }

    /// Looks into the reactor without waiting, unless another worker does; `true` if that made a
    /// goroutine ready here.
    fn look(&self) -> bool {
        let driver = self.scheduler.reactor.try_drive();
        driver.is_some_and(|driver| driver.look(|events| self.local.taking(Taking::Looking, events)))
    }

    /// Lets rayon run one of its jobs.
    fn yield_to_rayon(&self) {
        // Not while a run loop is about to start: its job may be on this worker's own deque, for
        // others to steal.
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
    // Inlined always, with `pop`: a call and a return are felt by goroutines of 20 ns.
    #[inline(always)]
    fn find(&mut self) -> Option<Ready> {
        let ready = self.local.queue.pop();
        if ready.is_some() && !self.searching { ready } else { self.find_elsewhere(ready) }
    }

    /// Searches for work, unless it has `found` some already, and waits for it.
    #[inline(never)]
    fn find_elsewhere(&mut self, mut found: Option<Ready>) -> Option<Ready> {
        loop {
            if let Some(ready) = found.or_else(|| self.look_and_pop()).or_else(|| self.search()) {
                self.stop_searching();
                return Some(ready);
            }
            let goes_on = match self.scheduler.reactor.try_drive() {
                Some(driver) => self.wait(driver),
                None => self.retire(),
            };
            if !goes_on {
                return self.retired();
            }
            self.policy.unthrottle();
            found = self.local.queue.pop();
        }
    }

    /// Looks at the timers, and into the reactor if looks find something lately, before the search.
    fn look_and_pop(&mut self) -> Option<Ready> {
        let is_due = look_at_timers();
        let looks = is_due || self.scheduler.reactor.is_hot() && self.look();
        let found = if looks { self.local.queue.pop() } else { None };
        if is_due && found.is_none() && mem::take(&mut self.unwatched) {
            // Nobody here waited for it: perhaps the program is dead now.
            self.scheduler.monitor.unpark();
        }
        found
    }

    /// Whether there is work for a run loop that retires. Other active run loops run what their
    /// workers' queues hold, and the monitor steps in if they do not. But nobody else takes from
    /// the injector, and once this run loop is the `last` one, nobody else takes from the queue of
    /// a worker whose run loop continued on another worker.
    fn is_work_left(&self, last: bool) -> bool {
        let queue = &self.local.queue;
        queue.has_others() || last && queue.has_work()
    }

    /// Retires, to return to rayon. Returns whether there is work after all, so that it is active
    /// and searching again.
    fn retire(&mut self) -> bool {
        match self.scheduler.idle.retire(|last| self.is_work_left(last)) {
            Retired::Continue(permit) => {
                self.scheduler.watch(permit);
                true
            }
            Retired::LeftToOthers | Retired::Idle { .. } => false,
        }
    }

    /// Retires, and waits in the reactor. Returns whether it is active and searching again.
    fn wait(&mut self, driver: Driver) -> bool {
        // Before it retires: whoever counts a run loop from then on finds it here.
        if !driver.announce() {
            drop(driver);
            while pool::yield_to_rayon() {}
            return true;
        }
        match self.scheduler.idle.retire(|last| self.is_work_left(last)) {
            Retired::Continue(permit) => {
                self.scheduler.watch(permit);
                if driver.leave() {
                    // It is counted twice, and goes on once.
                    self.scheduler.idle.cancel(true);
                }
                true
            }
            Retired::LeftToOthers => driver.leave(),
            Retired::Idle { last } => self.wait_retired(driver, last),
        }
    }

    /// Waits in the reactor, as a retired run loop that has announced itself.
    fn wait_retired(&mut self, mut driver: Driver, mut last: bool) -> bool {
        let (local, scheduler) = (self.local, self.scheduler);
        let mut limit = Limit::FIRST;
        while last || scheduler.reactor.is_hot() {
            driver.wait(limit, |events| local.taking(Taking::Waiting, events), || local.queue.has_own());
            if driver.leave() {
                return true;
            }
            drop(driver);
            if timer::is_due_for(Duration::ZERO) {
                // It looks as an active run loop, which is watched and searches.
                self.unwatched |= scheduler.idle.resume();
                return true;
            }
            match self.sit_down_again() {
                Ok(next) => driver = next,
                Err(has_work) => {
                    if has_work {
                        // Asked of the word itself: `last` is from before the wait.
                        self.unwatched |= scheduler.idle.resume();
                    }
                    return has_work;
                }
            }
            match scheduler.idle.look_again() {
                Retired::Idle { last: now } => last = now,
                _ => break,
            }
            limit = if last { limit.longer() } else { Limit::FIRST };
        }
        driver.leave()
    }

    /// Lets rayon run its jobs, for which it may have needed this worker, and announces that it
    /// waits again. `Err` tells whether there is work, if it must not wait.
    fn sit_down_again(&self) -> Result<Driver, bool> {
        let queue = &self.local.queue;
        loop {
            while !queue.has_own() && pool::yield_to_rayon() {}
            if queue.has_own() || self.local.cancelled.take() {
                return Err(true);
            }
            let closed = self.scheduler.closed.load(Ordering::Acquire);
            let driver = self.scheduler.reactor.try_drive().filter(|_| !closed).ok_or(false)?;
            if driver.announce() {
                return Ok(driver);
            }
        }
    }

    /// Records that the remaining work is not worth stealing: then no run loop starts for it for
    /// some ticks of the monitor.
    fn retired(&self) -> Option<Ready> {
        if self.policy.is_throttled() {
            self.scheduler.throttle.begin();
        }
        None
    }

    /// Searches for a while.
    fn search(&mut self) -> Option<Ready> {
        if !self.searching {
            self.scheduler.idle.start_searching();
            self.searching = true;
        }
        if self.policy.runs_out() {
            self.scheduler.throttle.theft_was_worth();
        }
        let Self { local, policy, .. } = self;
        local.backoff.spin(|now| local.queue.take_others().or_else(|| policy.steal(&local.queue, now)))
    }

    /// Ends the search, and starts the next run loop if there is more work.
    fn stop_searching(&mut self) {
        if self.searching {
            self.searching = false;
            if mem::take(&mut self.unwatched) {
                self.scheduler.monitor.unpark();
            }
            let permit = self.scheduler.idle.found_work(|| {
                let queue = &self.local.queue;
                queue.has_others() || !self.scheduler.throttle.is_on() && queue.has_work()
            });
            self.scheduler.start_permitted(permit, true);
        }
    }
}
