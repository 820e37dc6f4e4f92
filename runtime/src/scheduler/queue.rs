//! The queues of ready goroutines: a next-slot and a FIFO per worker, one injector for all other
//! threads, and one queue for what the monitor takes from behind a long run.

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

// A ready goroutine is one word, so that the next-slot is an atomic and takes no lock.
const _: () = assert!(AtomicCell::<Option<Ready>>::is_lock_free());

/// The queues of all workers, as every thread sees them.
pub(super) struct Queues {
    /// What threads outside the pool made ready.
    pub(super) injector: Injector<Ready>,
    /// What the monitor took from behind a long run. Not in the injector: goroutines that compute
    /// and yield would be there before those that a timer or a socket wakes.
    released: Injector<Ready>,
    /// One per worker.
    pub(super) slots: Box<[CachePadded<Slot>]>,
    /// How often the monitor has ticked: the clock of the next-slot's time slices.
    pub(super) ticks: CachePadded<AtomicU32>,
}

/// The part of a worker's queues that others may take from.
pub(super) struct Slot {
    /// The goroutine made ready last, which runs next.
    pub(super) next: AtomicCell<Option<Ready>>,
    /// The far end of the FIFO.
    pub(super) stealer: Stealer<Ready>,
    /// How many runs the worker has begun; only the worker writes it, and by it the monitor sees
    /// that a run is long.
    pub(super) runs: AtomicU64,
    /// Set by the monitor at each tick; the worker then lets rayon run a job, and looks at the
    /// timers.
    pub(super) long_run: AtomicBool,
    /// Set when the queues that belong to no worker hold anything; the worker then looks there
    /// first, once.
    pub(super) others_first: AtomicBool,
}

impl Queues {
    /// The queues of `workers` workers, and the near ends of their FIFOs.
    pub(super) fn new(workers: usize) -> (Self, Vec<Fifo>) {
        let locals: Vec<_> = (0..workers).map(|_| Worker::new_fifo()).collect();
        let slots = locals.iter().map(|local| CachePadded::new(Slot::new(local.stealer()))).collect();
        let ticks = CachePadded::new(AtomicU32::new(0));
        (Queues { injector: Injector::new(), released: Injector::new(), slots, ticks }, locals)
    }

    /// Whether the queues that belong to no worker hold anything.
    pub(super) fn has_others(&self) -> bool {
        !self.injector.is_empty() || !self.released.is_empty()
    }

    /// Takes one from the injector.
    pub(super) fn take_injected(&self) -> Option<Ready> {
        if self.injector.is_empty() { None } else { until_settled(|| self.injector.steal()) }
    }

    /// Takes a batch into `fifo`, and one to run, of what the monitor took from behind a long run. One
    /// at a time would be too slow: a worker that the system suspends for some milliseconds leaves all
    /// that it had ready there, and its turn comes once in a tick.
    pub(super) fn take_released(&self, fifo: &Fifo) -> Option<Ready> {
        if self.released.is_empty() { None } else { until_settled(|| self.released.steal_batch_and_pop(fifo)) }
    }

    /// Gives a goroutine that waited in a worker's own queues to all of them.
    pub(super) fn put_released(&self, ready: Ready) {
        self.released.push(ready);
    }

    /// Takes a batch into `fifo`, and one to run: from the injector, or else of what the monitor
    /// took away.
    pub(super) fn take_batch(&self, fifo: &Fifo) -> Option<Ready> {
        let queue = [&self.injector, &self.released].into_iter().find(|queue| !queue.is_empty())?;
        until_settled(|| queue.steal_batch_and_pop(fifo))
    }

    /// Whether a searching run loop would find something; next-slots do not count: their worker or
    /// the monitor takes from them.
    pub(super) fn has_work(&self) -> bool {
        self.has_others() || self.slots.iter().any(|slot| !slot.stealer.is_empty())
    }

    /// Ends the time slices of all next-slots, and has each worker look at rayon's jobs and at the
    /// timers after its run; the monitor calls it at each tick.
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

    /// Whether there is more than the workers that push it will run at once: a worker whose queue
    /// holds one goroutine runs it soonest itself.
    pub(super) fn has_backlog(&self) -> bool {
        self.has_others() || self.slots.iter().any(|slot| slot.stealer.len() > 1)
    }

    /// Moves everything that waits behind the long run of worker `index` to where every worker
    /// looks.
    pub(super) fn release(&self, index: usize) {
        let slot = &self.slots[index];
        // Relaxed: a hint to the worker.
        slot.long_run.store(true, Ordering::Relaxed);
        // The bound keeps this finite when the worker continues after all and pushes as fast as we
        // take.
        for _ in 0..slot.stealer.len() {
            match slot.stealer.steal() {
                Steal::Success(ready) => self.put_released(ready),
                Steal::Retry => {}
                Steal::Empty => break,
            }
        }
        if let Some(ready) = slot.next.take() {
            self.put_released(ready);
        }
    }

    /// Asks every worker to look into the queues that belong to none before its own, if they hold
    /// anything.
    ///
    /// Goroutines that compute for a millisecond and yield come back from the FIFO at once. If only
    /// runs counted, what sleepers and plain threads made ready would wait for 60 of them.
    pub(super) fn hurry_others(&self) {
        if self.has_others() {
            self.slots.iter().for_each(|slot| slot.hurry());
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
            let others = [&self.injector, &self.released].into_iter().map(Injector::steal);
            stealers.clone().map(Stealer::steal).chain(others).collect()
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
            others_first: AtomicBool::new(false),
        }
    }

    /// Asks the worker to look into the queues that belong to none first.
    pub(super) fn hurry(&self) {
        // Relaxed: a hint to the worker.
        self.others_first.store(true, Ordering::Relaxed);
    }

    /// How many runs the worker has begun.
    pub(super) fn runs(&self) -> u64 {
        // Relaxed: the monitor only compares two readings.
        self.runs.load(Ordering::Relaxed)
    }
}

/// Repeats `steal` until no race with another thread spoils it.
pub(super) fn until_settled(steal: impl Fn() -> Steal<Ready>) -> Option<Ready> {
    loop {
        match steal() {
            Steal::Success(ready) => return Some(ready),
            Steal::Empty => return None,
            Steal::Retry => {}
        }
    }
}
