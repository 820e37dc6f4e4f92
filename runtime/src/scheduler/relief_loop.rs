//! What the thread of the relief does: it runs goroutines as a run loop does, but no start and no
//! search is counted.

use std::time::Instant;

use super::pace;
use super::pool::{self, Hooks};
use super::queue::{Ready, discard};
use super::relief::IDLE;
use super::run_loop::look_at_timers;
use super::shared::Scheduler;
use super::task;
use super::worker::{self, Local, with_local};
use crate::idle_threads;
use crate::primitives::atomic::Ordering;
use crate::timer::Keeper;

/// Has the relief of `scheduler` begin, unless it has.
pub(super) fn call(scheduler: &'static Scheduler) {
    let relief = &scheduler.relief;
    if !relief.begins() {
        return;
    }
    let has_thread = relief.has_thread() || start_thread(scheduler);
    if !has_thread || !relief.pool.spawn(false, move || run(scheduler)) {
        relief.end();
    }
}

fn start_thread(scheduler: &'static Scheduler) -> bool {
    let on_start = move |_| {
        if let Some(fifo) = scheduler.relief.take_fifo() {
            worker::install(scheduler, scheduler.workers(), fifo);
        }
        idle_threads::thread_starts();
    };
    let on_exit = move |_| {
        scheduler.clear();
        idle_threads::thread_ends();
    };
    let on_panic = move |payload| task::report_job(scheduler, payload);
    let hooks = Hooks { name: |_| "goroutines-relief".to_owned(), on_start, on_exit, on_panic };
    let started = scheduler.relief.pool.open(1, scheduler.relief.stack_size, hooks).is_ok();
    // Who closes the runtime sets the flag and then closes the pool; we open it and then look at
    // the flag.
    if scheduler.closed.load(Ordering::SeqCst) {
        scheduler.relief.pool.close();
    }
    started
}

/// The body of its job.
fn run(scheduler: &'static Scheduler) {
    with_local(|local| {
        let local = local.unwrap_or_else(|| unreachable!("the thread is installed when it starts"));
        debug_assert!(!local.in_run_loop.get(), "it is called once at a time");
        local.in_run_loop.set(true);
        Relief { scheduler, local, begun: scheduler.worker_runs(), worked: Instant::now() }.work();
        local.in_run_loop.set(false);
        local.queue.release_all();
        scheduler.start_permitted(scheduler.idle.notify(), false);
    });
    scheduler.relief.end();
}

/// The relief at work.
struct Relief<'a> {
    scheduler: &'static Scheduler,
    local: &'a Local,
    /// How many runs the workers had begun when it began.
    begun: u64,
    /// When it ran a goroutine last.
    worked: Instant,
}

impl Relief<'_> {
    fn work(mut self) {
        let mut since_yield = 0;
        while !self.is_over() {
            let Some(ready) = self.find() else {
                since_yield = 0;
                while pool::yield_to_rayon() {}
                self.wait();
                continue;
            };
            if self.is_closed() {
                discard(ready);
                continue;
            }
            task::run(ready);
            since_yield += 1;
            if since_yield == pace::MOST || self.local.queue.was_long_run() {
                since_yield = 0;
                self.worked = Instant::now();
                if look_at_timers() {
                    self.local.queue.begin_slice();
                }
                self.local.queue.hurry_others();
                pool::yield_to_rayon();
            }
        }
    }

    fn is_closed(&self) -> bool {
        // Acquire: pairs with the Release store in `Scheduler::close`.
        self.scheduler.closed.load(Ordering::Acquire)
    }

    /// Whether a worker takes goroutines again, or nothing was to do for long.
    fn is_over(&self) -> bool {
        // What was woken from outside runs here yet: elsewhere it would be behind what others have
        // in their queues.
        self.scheduler.worker_runs() != self.begun && !self.local.queue.has_next_in_slice()
            || self.worked.elapsed() >= IDLE
    }

    fn find(&self) -> Option<Ready> {
        self.local.queue.pop().or_else(|| self.local.queue.take_others())
    }

    /// Waits for a push to the injector, or for the next deadline, and acts on what is due then.
    fn wait(&mut self) {
        let keeper = Keeper::begin(&self.scheduler.relief);
        let limit = keeper.as_ref().and_then(Keeper::limit).map_or(IDLE, |limit| limit.min(IDLE));
        let queue = &self.local.queue;
        self.scheduler.relief.wait(limit, || queue.has_others() || self.is_closed());
        drop(keeper);
        let is_due = look_at_timers();
        if is_due {
            queue.begin_slice();
        }
        if is_due || queue.has_others() {
            self.worked = Instant::now();
        }
    }
}
