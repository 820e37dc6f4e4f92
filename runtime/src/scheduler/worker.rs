//! What a runtime's threads share, and what each worker keeps for itself.

use std::cell::{Cell, OnceCell};
use std::panic::Location;

use crossbeam_utils::CachePadded;

use super::activation::{Activation, Claim};
use super::monitor::Alarm;
use super::patience::Patience;
use super::pool::{Pool, Ticket};
use super::queue::{LocalQueue, Queues};
use super::task::Ready;
use super::{homes, runtime, shutdown};
use crate::goroutine::{self, Identity, MAIN_ID};
use crate::join::OnPanic;
use crate::primitives::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use crate::unwind;

/// How many goroutine numbers a worker takes at a time, so that a `go` touches no shared counter (as in Go).
const ID_BATCH: u64 = 16;

/// The next number nobody has.
static NEXT_ID: AtomicU64 = AtomicU64::new(MAIN_ID + 1);

/// One scheduler, shared by its workers, its tasks and its wakers for the rest of the program.
///
/// It is never freed: a waker may outlive the runtime, and counting references would cost each `go` two contended
/// additions. What a dropped runtime leaves behind are a few kilobytes of empty queues.
pub(super) struct Scheduler {
    /// Its number, by which its tasks know it.
    number: u32,
    /// Ready goroutines.
    pub(super) queues: Queues,
    /// Active and searching drains.
    pub(super) activation: Activation,
    /// The rayon workers.
    pub(super) pool: Pool,
    /// Rouses the monitor.
    pub(super) alarm: Alarm,
    /// Set once, when the runtime is dropped: what is ready is dropped, not run.
    pub(super) closed: AtomicBool,
    /// Whether the last who came to steal found it not worth it; cleared by the monitor's next look.
    discouraged: AtomicBool,
    /// What is done with a panic that nobody can observe; without it, such a panic ends the program.
    pub(super) on_panic: Option<OnPanic>,
    /// Goroutines started less goroutines ended, as each worker counted them; the last is for all other threads.
    live: Box<[CachePadded<AtomicI64>]>,
}

/// What only the worker's own thread touches.
pub(super) struct Local {
    /// Whose worker it is.
    pub(super) scheduler: &'static Scheduler,
    /// Its number.
    index: usize,
    /// Its queues.
    pub(super) queue: LocalQueue,
    /// How long it searches.
    pub(super) patience: Patience,
    /// Whether a drain runs on this thread, further down the stack or at its top.
    pub(super) draining: Cell<bool>,
    /// Goroutine numbers taken and not given out: the next one, and how many.
    ids: Cell<(u64, u64)>,
}

thread_local! {
    /// Set on each worker when its thread starts.
    static LOCAL: OnceCell<Local> = const { OnceCell::new() };
}

/// Calls `f` with this thread's worker, if it is one.
pub(super) fn with_local<R>(f: impl FnOnce(Option<&Local>) -> R) -> R {
    // The locals of an ending thread may be gone; it counts as a plain thread then.
    let mut f = Some(f);
    let mut call = |local: Option<&Local>| f.take().map(|f| f(local));
    match LOCAL.try_with(|local| call(local.get())) {
        Ok(result) => result,
        Err(_) => call(None),
    }
    .unwrap_or_else(|| unreachable!("`call` runs once"))
}

/// The scheduler of this thread if it is a worker, else the default one.
pub(super) fn scheduler_here() -> &'static Scheduler {
    with_local(|local| local.map(|local| local.scheduler)).unwrap_or_else(|| runtime::global().scheduler)
}

/// Makes the calling thread a worker of `scheduler`.
pub(super) fn install(scheduler: &'static Scheduler, index: usize, fifo: crossbeam_deque::Worker<Ready>) {
    let queue = LocalQueue::new(&scheduler.queues, index, fifo);
    let local = Local {
        scheduler,
        index,
        queue,
        patience: Patience::new(),
        draining: Cell::new(false),
        ids: Cell::new((0, 0)),
    };
    LOCAL.with(|slot| assert!(slot.set(local).is_ok(), "a thread is the worker of one runtime"));
    goroutine::mark_worker(scheduler.on_panic.is_some());
    unwind::suppress_on_thread();
}

/// Makes a goroutine ready: called when it starts, by every waker, and by a run that woke itself.
pub(super) fn schedule(ready: Ready, gives_way: bool) {
    let home = ready.metadata().scheduler();
    let rest = with_local(|local| match local.filter(|local| local.draining.get() && local.scheduler.number == home) {
        Some(local) => {
            local.push(ready, gives_way);
            None
        }
        None => Some(ready),
    });
    if let Some(ready) = rest {
        homes::find(home).inject(ready);
    }
}

/// Counts the end of a goroutine of the scheduler with that number.
pub(super) fn count_end(home: u32) {
    let counted = with_local(|local| {
        local.filter(|local| local.scheduler.number == home).map(|local| local.count_live(-1)).is_some()
    });
    if !counted {
        homes::find(home).count_live(-1);
    }
}

impl Scheduler {
    pub(super) fn new(number: u32, workers: usize, queues: Queues, on_panic: Option<OnPanic>) -> Self {
        Scheduler {
            number,
            queues,
            activation: Activation::new(workers),
            pool: Pool::new(),
            alarm: Alarm::new(),
            closed: AtomicBool::new(false),
            discouraged: AtomicBool::new(false),
            on_panic,
            live: (0..=workers).map(|_| CachePadded::new(AtomicI64::new(0))).collect(),
        }
    }

    /// Its number.
    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// The number of workers.
    pub(super) fn workers(&self) -> usize {
        self.live.len() - 1
    }

    /// Goroutines that have not ended.
    pub(super) fn live(&self) -> usize {
        // Relaxed: a sum over counters that others change meanwhile is a snapshot at best.
        let sum: i64 = self.live.iter().map(|count| count.load(Ordering::Relaxed)).sum();
        usize::try_from(sum).unwrap_or(0)
    }

    /// Counts a goroutine that starts (`1`) or ends (`-1`).
    pub(super) fn count_live(&'static self, change: i64) {
        with_local(|local| match local.filter(|local| local.belongs_to(self)) {
            Some(local) => local.count_live(change),
            None => drop(self.live[self.workers()].fetch_add(change, Ordering::Relaxed)),
        });
    }

    /// A new goroutine's identity.
    pub(super) fn identify(&self, created_at: &'static Location<'static>) -> Identity {
        let (parent, scope) = goroutine::spawner().map_or((0, 0), |spawner| (spawner.id, spawner.scope()));
        Identity::new(with_local(next_id), parent, created_at).in_scope(scope)
    }

    /// Makes a goroutine ready from where no drain of ours runs.
    fn inject(&'static self, ready: Ready) {
        self.queues.injector.push(ready);
        self.start_claimed(self.activation.announce());
        // Pairs with the Release store in `shutdown::close`: who pushes after the last drain has gone clears up itself.
        if self.closed.load(Ordering::Acquire) {
            shutdown::clear(self);
        }
    }

    /// Says that nobody need come for what stands in the workers' own queues for now.
    pub(super) fn discourage(&self) {
        // Relaxed, as wherever it is read: a hint.
        self.discouraged.store(true, Ordering::Relaxed);
    }

    /// Lets others come again.
    pub(super) fn encourage(&self) {
        if self.discouraged.load(Ordering::Relaxed) {
            self.discouraged.store(false, Ordering::Relaxed);
        }
    }

    /// Whether somebody should come for what stands in the workers' own queues.
    pub(super) fn is_encouraged(&self) -> bool {
        !self.discouraged.load(Ordering::Relaxed)
    }

    /// Starts the drain that `claim` allows.
    pub(super) fn start_claimed(&'static self, claim: Option<Claim>) {
        if let Some(claim) = claim {
            self.watch_claimed(claim);
            self.pool.issue(self, Ticket::Search);
        }
    }

    /// Sees to it that the monitor watches the drain that `claim` counts.
    pub(super) fn watch_claimed(&self, claim: Claim) {
        if claim.first {
            self.alarm.rouse();
        }
    }
}

impl Local {
    fn count_live(&self, change: i64) {
        let count = &self.scheduler.live[self.index];
        // Relaxed, and no read-modify-write: only this thread writes its counter.
        count.store(count.load(Ordering::Relaxed) + change, Ordering::Relaxed);
    }

    pub(super) fn belongs_to(&self, scheduler: &'static Scheduler) -> bool {
        std::ptr::eq(self.scheduler, scheduler)
    }

    fn push(&self, ready: Ready, gives_way: bool) {
        let shareable = if gives_way { self.queue.push_last(ready) } else { self.queue.push_next(ready) };
        // No fence: this worker is active, and runs it itself if nobody comes; the monitor makes up for a missed chance.
        if shareable && self.scheduler.is_encouraged() && self.scheduler.activation.has_room() {
            self.scheduler.start_claimed(self.scheduler.activation.claim());
        }
    }
}

fn next_id(local: Option<&Local>) -> u64 {
    // Relaxed: the numbers need only be different.
    let Some(local) = local else { return NEXT_ID.fetch_add(1, Ordering::Relaxed) };
    let (next, left) = match local.ids.get() {
        (_, 0) => (NEXT_ID.fetch_add(ID_BATCH, Ordering::Relaxed), ID_BATCH),
        rest => rest,
    };
    local.ids.set((next + 1, left - 1));
    next
}
