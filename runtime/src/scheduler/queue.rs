//! The queues of ready goroutines: a next-slot and a FIFO per worker, and one injector for all other threads.

use std::cell::Cell;
use std::iter;

use async_task::Runnable;
use crossbeam_deque::{Injector, Steal, Stealer, Worker};
use crossbeam_utils::CachePadded;
use crossbeam_utils::atomic::AtomicCell;

use crate::goroutine::{self, TaskHeader};
use crate::primitives::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use crate::unwind::SuppressReport;

/// A goroutine that is ready to run.
pub(super) type Ready = Runnable<TaskHeader>;

/// The near end of a worker's FIFO.
pub(super) type Fifo = Worker<Ready>;

/// Drops a goroutine, instead of running it.
pub(super) fn discard(ready: Ready) {
    let before = goroutine::set_current(Some(*ready.metadata()));
    // What a destructor throws is caught and reported by the goroutine.
    let _suppressed = SuppressReport::begin();
    drop(ready);
    goroutine::set_current(before);
}

/// How many goroutines in a row may come from the next-slot while others wait in the FIFO, if the monitor does not tick meanwhile.
const NEXT_BUDGET: u32 = 1024;
/// Every so many runs the injector comes first; a prime, so that no pattern of wakes falls in step with it (as in Go).
const INJECTOR_TICK: u64 = 61;

// A ready goroutine is one word, so that the next-slot is an atomic and takes no lock.
const _: () = assert!(AtomicCell::<Option<Ready>>::is_lock_free());

/// The queues of all workers, as every thread sees them.
pub(super) struct Queues {
    /// What threads outside the pool made ready, and what the monitor took from behind a long run.
    pub(super) injector: Injector<Ready>,
    /// One per worker.
    pub(super) slots: Box<[CachePadded<Slot>]>,
    /// How often the monitor has ticked: the clock of the next-slot's time slices.
    ticks: CachePadded<AtomicU32>,
}

/// The part of a worker's queues that others may take from.
pub(super) struct Slot {
    /// The goroutine made ready last, which runs next.
    next: AtomicCell<Option<Ready>>,
    /// The far end of the FIFO.
    stealer: Stealer<Ready>,
    /// How many runs the worker has begun; only the worker writes it, and by it the monitor sees that a run is long.
    runs: AtomicU64,
    /// Set by the monitor at each tick; the worker then lets rayon run a job, and looks at the timers.
    long_run: AtomicBool,
    /// Set by the monitor when the injector holds anything; the worker then looks there first, once.
    injector_first: AtomicBool,
}

impl Queues {
    /// The queues of `workers` workers, and the near ends of their FIFOs.
    pub(super) fn new(workers: usize) -> (Self, Vec<Fifo>) {
        let locals: Vec<_> = (0..workers).map(|_| Worker::new_fifo()).collect();
        let slots = locals.iter().map(|local| CachePadded::new(Slot::new(local.stealer()))).collect();
        (Queues { injector: Injector::new(), slots, ticks: CachePadded::new(AtomicU32::new(0)) }, locals)
    }

    /// Whether a searching run loop would find something; next-slots do not count: their worker or the monitor takes from them.
    pub(super) fn has_work(&self) -> bool {
        !self.injector.is_empty() || self.slots.iter().any(|slot| !slot.stealer.is_empty())
    }

    /// Ends the time slices of all next-slots, and has each worker look at rayon's jobs and at the timers after its run; the
    /// monitor calls it at each tick.
    pub(super) fn tick(&self) {
        // Relaxed: only the monitor writes, and a late look at it makes a slice a run longer.
        self.ticks.store(self.ticks.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
        // Relaxed: hints to the workers.
        self.slots.iter().for_each(|slot| slot.long_run.store(true, Ordering::Relaxed));
    }

    /// How many runs all workers have begun.
    pub(super) fn runs(&self) -> u64 {
        self.slots.iter().map(|slot| slot.runs()).sum()
    }

    /// Whether there is more than the workers that push it will run at once: a worker whose queue holds one goroutine
    /// runs it soonest itself.
    pub(super) fn has_backlog(&self) -> bool {
        !self.injector.is_empty() || self.slots.iter().any(|slot| slot.stealer.len() > 1)
    }

    /// Moves everything that waits behind the long run of worker `index` to the injector.
    pub(super) fn release(&self, index: usize) {
        let slot = &self.slots[index];
        // Relaxed: a hint to the worker.
        slot.long_run.store(true, Ordering::Relaxed);
        // The bound keeps this finite when the worker continues after all and pushes as fast as we take.
        for _ in 0..slot.stealer.len() {
            match slot.stealer.steal() {
                Steal::Success(ready) => self.injector.push(ready),
                Steal::Retry => {}
                Steal::Empty => break,
            }
        }
        if let Some(ready) = slot.next.take() {
            self.injector.push(ready);
        }
    }

    /// Asks every worker to look into the injector before its own queues, if it holds anything.
    ///
    /// Goroutines that compute for a millisecond and yield come back from the FIFO at once. If only runs counted, what sleepers
    /// and plain threads made ready would wait for 60 of them.
    pub(super) fn hurry_injected(&self) {
        if !self.injector.is_empty() {
            // Relaxed: a hint to the workers.
            self.slots.iter().for_each(|slot| slot.injector_first.store(true, Ordering::Relaxed));
        }
    }

    /// Takes everything out, to drop it.
    pub(super) fn clear(&self) {
        while let Some(ready) = self.take_any() {
            discard(ready);
        }
        self.slots.iter().filter_map(|slot| slot.next.take()).for_each(discard);
    }

    fn take_any(&self) -> Option<Ready> {
        let stealers = self.slots.iter().map(|slot| &slot.stealer);
        until_settled(|| {
            stealers.clone().map(Stealer::steal).chain(iter::once_with(|| self.injector.steal())).collect()
        })
    }
}

impl Slot {
    fn new(stealer: Stealer<Ready>) -> Self {
        Slot {
            next: AtomicCell::new(None),
            stealer,
            runs: AtomicU64::new(0),
            long_run: AtomicBool::new(false),
            injector_first: AtomicBool::new(false),
        }
    }

    /// How many runs the worker has begun.
    pub(super) fn runs(&self) -> u64 {
        // Relaxed: the monitor only compares two readings.
        self.runs.load(Ordering::Relaxed)
    }
}

/// A worker's own view of its queues.
pub(super) struct LocalQueue {
    /// All queues.
    queues: &'static Queues,
    /// The index of our slot.
    index: usize,
    /// The near end of our FIFO.
    fifo: Fifo,
    /// Runs begun.
    runs: Cell<u64>,
    /// Runs left for the next-slot before the FIFO comes first.
    next_budget: Cell<u32>,
    /// The monitor's tick in which the next-slot's time slice began.
    slice: Cell<u32>,
    /// Whether this worker has put something in its next-slot and not taken it; the monitor may have. It saves the swap.
    next_filled: Cell<bool>,
}

impl LocalQueue {
    pub(super) fn new(queues: &'static Queues, index: usize, fifo: Fifo) -> Self {
        LocalQueue {
            queues,
            index,
            fifo,
            runs: Cell::new(0),
            next_budget: Cell::new(NEXT_BUDGET),
            slice: Cell::new(0),
            next_filled: Cell::new(false),
        }
    }

    fn slot(&self) -> &'static Slot {
        &self.queues.slots[self.index]
    }

    /// Makes `ready` the one that runs next; returns whether there is now work for another worker.
    pub(super) fn push_next(&self, ready: Ready) -> bool {
        self.next_filled.set(true);
        let displaced = self.slot().next.swap(Some(ready));
        displaced.map(|ready| self.fifo.push(ready)).is_some()
    }

    /// Puts `ready` behind all others; returns whether there is now work for another worker.
    pub(super) fn push_last(&self, ready: Ready) -> bool {
        self.fifo.push(ready);
        self.next_filled.get() || self.fifo.len() > 1
    }

    /// Whether this worker's own queues hold anything.
    pub(super) fn has_own(&self) -> bool {
        self.next_filled.get() || !self.fifo.is_empty()
    }

    fn take_next(&self) -> Option<Ready> {
        if self.next_filled.replace(false) { self.slot().next.take() } else { None }
    }

    /// Takes the goroutine to run next from the worker's own queues, or, now and then, from the injector.
    #[inline(always)]
    pub(super) fn pop(&self) -> Option<Ready> {
        let turn = self.count_run();
        if turn.is_multiple_of(INJECTOR_TICK)
            && let Some(ready) = until_settled(|| self.queues.injector.steal())
        {
            return Some(ready);
        }
        if self.is_hurried()
            && let Some(ready) = self.take_injected()
        {
            self.begin_slice();
            return Some(ready);
        }
        let now = self.queues.ticks.load(Ordering::Relaxed);
        match self.next_budget.get().checked_sub(1) {
            Some(left) if now == self.slice.get() => {
                self.next_budget.set(left);
                self.take_next().or_else(|| self.pop_fifo())
            }
            _ => {
                // Its slice is over: the goroutine goes behind those that wait in the FIFO, and the next one has a slice of its own.
                self.shelve_next();
                self.slice.set(now);
                self.pop_fifo()
            }
        }
    }

    /// Begins a time slice: what is in the next-slot now did not inherit one from the goroutine that ran last.
    pub(super) fn begin_slice(&self) {
        self.slice.set(self.queues.ticks.load(Ordering::Relaxed));
        self.next_budget.set(NEXT_BUDGET);
    }

    fn pop_fifo(&self) -> Option<Ready> {
        self.next_budget.set(NEXT_BUDGET);
        self.fifo.pop()
    }

    /// Whether the monitor has ticked since the last call, as it has after each long run.
    pub(super) fn was_long_run(&self) -> bool {
        // Relaxed: a hint; if it is set just now, it is seen after the next run.
        let long_run = &self.slot().long_run;
        long_run.load(Ordering::Relaxed) && long_run.swap(false, Ordering::Relaxed)
    }

    /// Whether the monitor has asked for a look into the injector since the last call.
    fn is_hurried(&self) -> bool {
        // Relaxed: a hint; if it is set just now, it is seen at the next take.
        let asked = &self.slot().injector_first;
        asked.load(Ordering::Relaxed) && asked.swap(false, Ordering::Relaxed)
    }

    fn count_run(&self) -> u64 {
        let runs = self.runs.get() + 1;
        self.runs.set(runs);
        // Relaxed: see `Slot::runs`.
        self.slot().runs.store(runs, Ordering::Relaxed);
        runs
    }

    /// Moves the goroutine in the next-slot to the back of the FIFO, where others can steal it.
    pub(super) fn shelve_next(&self) {
        if let Some(ready) = self.take_next() {
            self.fifo.push(ready);
        }
    }

    /// Moves everything that this worker's own queues hold to the injector.
    pub(super) fn empty_into_injector(&self) {
        self.shelve_next();
        while let Some(ready) = self.fifo.pop() {
            self.queues.injector.push(ready);
        }
    }

    /// Takes work from the injector: a batch into our FIFO, and one to run.
    pub(super) fn take_injected(&self) -> Option<Ready> {
        if self.queues.injector.is_empty() {
            return None;
        }
        until_settled(|| self.queues.injector.steal_batch_and_pop(&self.fifo))
    }

    /// Takes work from another worker whose queue `may` accepts: a batch into our FIFO, and one to run.
    pub(super) fn steal(&self, mut may: impl FnMut(Victim) -> bool) -> Option<Ready> {
        let slots = &self.queues.slots;
        let first = fastrand::usize(..slots.len());
        (first..first + slots.len())
            .map(|at| at % slots.len())
            .filter(|&at| at != self.index)
            .filter(|&at| {
                let queued = slots[at].stealer.len();
                queued > 0 && may(Victim { index: at, queued: queued as u64, runs: slots[at].runs() })
            })
            .find_map(|at| until_settled(|| slots[at].stealer.steal_batch_and_pop(&self.fifo)))
    }

    /// Whether the injector holds anything, which only a searching run loop is sure to find.
    pub(super) fn is_injected(&self) -> bool {
        !self.queues.injector.is_empty()
    }

    /// Whether a search would find something.
    pub(super) fn has_work(&self) -> bool {
        self.queues.has_work()
    }
}

/// A worker that has something to steal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Victim {
    /// Its number.
    pub(super) index: usize,
    /// How many goroutines its FIFO holds.
    pub(super) queued: u64,
    /// How many runs it has begun.
    pub(super) runs: u64,
}

/// Repeats `steal` until no race with another thread spoils it.
fn until_settled(steal: impl Fn() -> Steal<Ready>) -> Option<Ready> {
    loop {
        match steal() {
            Steal::Success(ready) => return Some(ready),
            Steal::Empty => return None,
            Steal::Retry => {}
        }
    }
}
