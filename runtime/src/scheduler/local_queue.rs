//! A worker's own view of the queues: what it runs next.

use std::cell::Cell;

use super::queue::{Fifo, Queues, Ready, Slot, until_settled};
use crate::primitives::atomic::Ordering;

/// How many goroutines in a row may come from the next-slot while others wait in the FIFO, if the
/// monitor does not tick meanwhile.
const NEXT_BUDGET: u32 = 1024;
/// Every so many runs the injector comes first; a prime, so that no pattern of wakes falls in step
/// with it (as in Go).
const INJECTOR_TICK: u64 = 61;

/// A slice began for what was woken from outside, and no goroutine of the FIFO has run since.
const BEGUN: u8 = 1;
/// What the monitor took from behind a long run comes before the FIFO, once.
const RELEASED_FIRST: u8 = 2;

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
    /// The last tick of the monitor that belongs to the next-slot's time slice.
    slice: Cell<u32>,
    /// What comes before the FIFO: [`BEGUN`], [`RELEASED_FIRST`].
    before_fifo: Cell<u8>,
    /// Whether this worker has put something in its next-slot and not taken it; the monitor may
    /// have. It saves the swap.
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
            before_fifo: Cell::new(0),
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

    /// Takes the goroutine to run next from the worker's own queues, or, now and then, from the
    /// others.
    #[inline(always)]
    pub(super) fn pop(&self) -> Option<Ready> {
        let turn = self.count_run();
        if (turn.is_multiple_of(INJECTOR_TICK) || self.is_hurried())
            && let Some(ready) = self.pop_others(turn)
        {
            return Some(ready);
        }
        match self.next_budget.get().checked_sub(1) {
            Some(left) if self.is_in_slice() => {
                self.next_budget.set(left);
                self.take_next().or_else(|| self.pop_fifo())
            }
            _ => self.pop_after_slice(),
        }
    }

    /// Takes from the queues that belong to no worker, if it is their turn.
    #[cold]
    fn pop_others(&self, turn: u64) -> Option<Ready> {
        // Relaxed: a hint.
        if self.slot().others_first.swap(false, Ordering::Relaxed) {
            self.before_fifo.set(self.before_fifo.get() | RELEASED_FIRST);
            if self.begin_slice()
                && let Some(ready) = self.queues.take_injected()
            {
                return Some(ready);
            }
        }
        // In a slice that began for what was woken from outside, the injector has its turn after
        // the next-slot.
        if turn.is_multiple_of(INJECTOR_TICK) && !self.is_in_begun_slice() {
            self.before_fifo.set(self.before_fifo.get() | RELEASED_FIRST);
            let injected = self.queues.take_injected();
            if injected.is_some() && !self.next_filled.get() {
                self.renew_slice();
            }
            return injected;
        }
        None
    }

    /// The slice of the next-slot is over: its goroutine goes behind those that wait in the FIFO,
    /// and the next one has a slice of its own.
    fn pop_after_slice(&self) -> Option<Ready> {
        self.shelve_next();
        self.before_fifo.set(self.before_fifo.get() & !BEGUN);
        self.slice.set(self.ticks());
        self.pop_fifo()
    }

    /// Begins a time slice for what was woken from outside: it does not inherit that of the
    /// goroutine that ran last, and lasts until the second tick from now, for the first may come at
    /// once. Returns `false` if there was one and no goroutine of the FIFO has run since: then
    /// those are next, so that what is woken again and again, and computes for long, leaves them
    /// their part.
    pub(super) fn begin_slice(&self) -> bool {
        let may = self.may_begin_slice();
        if may {
            self.before_fifo.set(self.before_fifo.get() | BEGUN);
            self.renew_slice();
        }
        may
    }

    fn renew_slice(&self) {
        self.slice.set(self.ticks().wrapping_add(1));
        self.next_budget.set(NEXT_BUDGET);
    }

    /// Whether a slice may begin.
    pub(super) fn may_begin_slice(&self) -> bool {
        self.before_fifo.get() & BEGUN == 0
    }

    /// Whether a slice that [began](Self::begin_slice) for what was woken from outside goes on.
    pub(super) fn is_in_begun_slice(&self) -> bool {
        !self.may_begin_slice() && self.is_in_slice()
    }

    /// Whether the next-slot holds a goroutine whose time slice goes on.
    pub(super) fn has_next_in_slice(&self) -> bool {
        self.next_filled.get() && self.is_in_slice()
    }

    /// Ends the time slice, after a long run.
    pub(super) fn end_slice(&self) {
        self.slice.set(self.ticks().wrapping_sub(1));
    }

    /// Whether the next-slot's time slice goes on.
    fn is_in_slice(&self) -> bool {
        self.slice.get().wrapping_sub(self.ticks()) <= 1
    }

    fn ticks(&self) -> u32 {
        // Relaxed: see `Queues::tick`.
        self.queues.ticks.load(Ordering::Relaxed)
    }

    fn pop_fifo(&self) -> Option<Ready> {
        self.next_budget.set(NEXT_BUDGET);
        if self.before_fifo.get() != 0
            && let Some(ready) = self.pop_before_fifo()
        {
            return Some(ready);
        }
        self.fifo.pop()
    }

    #[cold]
    fn pop_before_fifo(&self) -> Option<Ready> {
        let before = self.before_fifo.replace(0);
        if before & BEGUN != 0
            && let Some(ready) = self.queues.take_injected()
        {
            // The slice is for all that is there.
            self.before_fifo.set(before);
            return Some(ready);
        }
        if before & RELEASED_FIRST != 0 { self.queues.take_released(&self.fifo) } else { None }
    }

    /// Whether the monitor has ticked since the last call, as it has after each long run.
    pub(super) fn was_long_run(&self) -> bool {
        // Relaxed: a hint; if it is set just now, it is seen after the next run.
        let long_run = &self.slot().long_run;
        long_run.load(Ordering::Relaxed) && long_run.swap(false, Ordering::Relaxed)
    }

    /// Whether the queues that belong to no worker come first.
    fn is_hurried(&self) -> bool {
        // Relaxed: a hint; if it is set just now, it is seen at the next take.
        self.slot().others_first.load(Ordering::Relaxed)
    }

    /// Has the queues that belong to no worker come first, if they hold anything.
    pub(super) fn hurry_others(&self) {
        if self.queues.has_others() {
            self.slot().hurry();
        }
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

    /// Moves everything that this worker's own queues hold to where every worker looks.
    pub(super) fn release_all(&self) {
        self.shelve_next();
        while let Some(ready) = self.fifo.pop() {
            self.queues.put_released(ready);
        }
    }

    /// Takes work from the queues that belong to no worker: a batch into our FIFO, and one to run.
    pub(super) fn take_others(&self) -> Option<Ready> {
        self.queues.take_batch(&self.fifo)
    }

    /// Takes work from another worker whose queue `may` accepts: a batch into our FIFO, and one to
    /// run.
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

    /// Whether the queues that belong to no worker hold anything, which only a searching run loop
    /// is sure to find.
    pub(super) fn has_others(&self) -> bool {
        self.queues.has_others()
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
