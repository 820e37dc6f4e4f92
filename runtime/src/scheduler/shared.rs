//! What the threads of one runtime share.

use std::cell::Cell;

use crossbeam_utils::CachePadded;

use super::idle::{Idle, Permit};
use super::notifier::Notifier;
use super::pool::Pool;
use super::queue::{Queues, Ready};
use super::reactor::Reactor;
use super::relief::Relief;
use super::throttle::Throttle;
use crate::blocking;
use crate::join::OnPanic;
use crate::primitives::atomic::{AtomicBool, AtomicI64, Ordering};
use crate::timer::Waiting;

/// One scheduler, shared by its workers, its tasks and its wakers for the rest of the program.
///
/// It is never freed: a waker may outlive the runtime, and counting references would cost each `go`
/// two contended additions. A dropped runtime leaves a few kilobytes of empty queues behind.
pub(super) struct Scheduler {
    /// Its number, which its tasks keep.
    id: u32,
    /// Ready goroutines.
    pub(super) queues: Queues,
    /// Active and searching run loops.
    pub(super) idle: Idle,
    /// The rayon workers.
    pub(super) pool: Pool,
    /// Where workers without work wait.
    pub(super) reactor: Reactor,
    /// Runs goroutines while no worker does.
    pub(super) relief: Relief,
    /// Unparks the monitor.
    pub(super) monitor: Notifier,
    /// Set once, when the runtime is dropped: ready goroutines are dropped from then on, not run.
    pub(super) closed: AtomicBool,
    /// Whether run loops are started for what the workers' own queues hold.
    pub(super) throttle: Throttle,
    /// What is done with a panic that nobody can observe; without it, such a panic ends the
    /// program.
    pub(super) on_panic: Option<OnPanic>,
    /// Goroutines started less goroutines ended, as each worker and the relief counted them; the
    /// last is for all other threads.
    live: Box<[CachePadded<AtomicI64>]>,
    /// The body of a run loop's rayon job.
    run_loop: fn(&'static Scheduler, Start),
    /// Calls the relief.
    call_relief: fn(&'static Scheduler),
}

/// The bodies of jobs, which are above this file.
pub(super) struct Jobs {
    /// A run loop's.
    pub(super) run_loop: fn(&'static Scheduler, Start),
    /// Calls the relief.
    pub(super) call_relief: fn(&'static Scheduler),
}

/// Why a run loop starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// To search for work: it is counted as active and searching.
    Search,
    /// To continue where another run loop yielded to rayon: it is counted as active.
    Resume,
}

thread_local! {
    /// Whether this thread is in [`Scheduler::clear`].
    static CLEARING: Cell<bool> = const { Cell::new(false) };
}

impl Scheduler {
    pub(super) fn new(
        id: u32,
        workers: usize,
        queues: Queues,
        reactor: Reactor,
        relief: Relief,
        on_panic: Option<OnPanic>,
        jobs: Jobs,
    ) -> Self {
        Scheduler {
            id,
            queues,
            idle: Idle::new(workers),
            pool: Pool::new(),
            reactor,
            relief,
            monitor: Notifier::new(),
            closed: AtomicBool::new(false),
            throttle: Throttle::new(),
            on_panic,
            live: (0..workers + 2).map(|_| CachePadded::new(AtomicI64::new(0))).collect(),
            run_loop: jobs.run_loop,
            call_relief: jobs.call_relief,
        }
    }

    /// Its number.
    pub(super) fn id(&self) -> u32 {
        self.id
    }

    /// The number of workers.
    pub(super) fn workers(&self) -> usize {
        self.live.len() - 2
    }

    /// How many runs the workers have begun, without the relief.
    pub(super) fn worker_runs(&self) -> u64 {
        self.queues.slots[..self.workers()].iter().map(|slot| slot.runs()).sum()
    }

    /// Has the relief run goroutines.
    pub(super) fn call_relief(&'static self) {
        (self.call_relief)(self);
    }

    /// The number of goroutines that have not ended.
    pub(super) fn live(&self) -> usize {
        // Relaxed: a sum over counters that others change meanwhile is a snapshot at best.
        let sum: i64 = self.live.iter().map(|count| count.load(Ordering::Relaxed)).sum();
        usize::try_from(sum).unwrap_or(0)
    }

    /// Counts a goroutine that starts (`1`) or ends (`-1`): on the worker `index`, or on a thread
    /// that is no worker.
    #[inline]
    pub(super) fn count_live(&self, worker: Option<usize>, change: i64) {
        match worker {
            // Relaxed, and no read-modify-write: only the worker's own thread writes its counter.
            Some(index) => {
                let count = &self.live[index];
                count.store(count.load(Ordering::Relaxed) + change, Ordering::Relaxed);
            }
            None => drop(self.live[self.workers() + 1].fetch_add(change, Ordering::Relaxed)),
        }
    }

    /// Makes a goroutine ready from where none of our run loops runs; `on_worker` if this thread is
    /// one of our workers.
    pub(super) fn inject(&'static self, ready: Ready, on_worker: bool) {
        self.queues.injector.push(ready);
        self.start_permitted(self.idle.notify(), on_worker);
        // After the fence in `notify`: see `relief.rs`.
        self.relief.call_after_fence();
        // Pairs with the Release store in `close`: a thread that pushes after the last run loop has
        // gone clears up itself.
        if self.closed.load(Ordering::Acquire) {
            // Elsewhere: this may be the timer thread, or a worker of another runtime, and
            // destructors may take long.
            blocking::detached(|| self.clear());
        }
    }

    /// Starts the run loop that `permit` allows; `on_worker` if this thread is one of our workers.
    pub(super) fn start_permitted(&'static self, permit: Option<Permit>, on_worker: bool) {
        if let Some(permit) = permit {
            self.watch(permit);
            // A worker that waits in the reactor first: rayon does not know that it could have it.
            if !self.reactor.call() {
                self.issue(Start::Search, on_worker);
            }
        }
    }

    /// Makes sure that the monitor watches the run loop that `permit` counts.
    pub(super) fn watch(&self, permit: Permit) {
        if permit.first {
            self.monitor.unpark();
        }
    }

    /// Makes rayon start a run loop on any free worker; `on_worker` if this thread is one of our
    /// workers.
    pub(super) fn issue(&'static self, start: Start, on_worker: bool) {
        // Acquire: a thread of the closed pool that ends wakes goroutines as it drops others, and
        // rayon takes no job then.
        let closed = self.closed.load(Ordering::Acquire);
        let issued = !closed && self.pool.spawn(on_worker, move || (self.run_loop)(self, start));
        if !issued {
            self.idle.cancel(start == Start::Search);
        }
    }

    /// Closes it; waits for nobody.
    ///
    /// 1. From `closed` on, run loops drop what they find, and a push from outside the pool drops
    ///    what it pushed.
    /// 2. Without its pool nobody can start a run loop; those already started still run, and
    ///    rayon's threads end after them.
    /// 3. A thread that ends clears the queues, so what a last run left there is dropped too.
    pub(super) fn close(&'static self) {
        // Release: pairs with the Acquire loads in `inject` and in the monitor.
        self.closed.store(true, Ordering::Release);
        self.monitor.unpark();
        self.reactor.close();
        self.pool.close();
        self.relief.pool.close();
        self.relief.call();
        self.clear();
    }

    /// Drops all ready goroutines, and with them their futures.
    pub(super) fn clear(&self) {
        // Dropping one may wake another, which comes here again: the outer call drops that too,
        // without going deeper.
        let outermost = !CLEARING.replace(true);
        if outermost {
            self.queues.clear();
            CLEARING.set(false);
        }
    }
}
