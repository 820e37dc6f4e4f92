//! What each worker keeps for itself, and how a goroutine becomes ready.

use std::cell::{Cell, OnceCell};
use std::panic::Location;

use super::backoff::Backoff;
use super::local_queue::LocalQueue;
use super::queue::{Fifo, Ready};
use super::registry;
use super::shared::Scheduler;
use crate::goroutine::{self, Identity, MAIN_ID};
use crate::platform;
use crate::primitives::atomic::{AtomicU64, Ordering};
use crate::{trace, unwind};

/// How many goroutine numbers a worker takes at a time, so that a `go` touches no shared counter
/// (as in Go).
const ID_BATCH: u64 = 16;

/// The next goroutine number that is not taken.
static NEXT_ID: AtomicU64 = AtomicU64::new(MAIN_ID + 1);

/// What only the worker's own thread touches.
pub(super) struct Local {
    /// The scheduler it works for.
    pub(super) scheduler: &'static Scheduler,
    /// Its number.
    index: usize,
    /// Its queues.
    pub(super) queue: LocalQueue,
    /// How long it searches.
    pub(super) backoff: Backoff,
    /// How many runs came between two checks of its last run loop.
    pub(super) pace: Cell<u32>,
    /// Whether a run loop runs on this thread, further down the stack or at its top.
    pub(super) in_run_loop: Cell<bool>,
    /// Whether rayon has tried to start a run loop on top of the one that runs, since it last
    /// asked.
    pub(super) cancelled: Cell<bool>,
    /// Whether its run loop takes events from the reactor.
    pub(super) taking: Cell<Taking>,
    /// Goroutine numbers taken and not given out: the next one, and how many.
    ids: Cell<(u64, u64)>,
}

/// Whether a run loop takes events from the reactor, and whether one has made a goroutine ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taking {
    /// It does not.
    Nothing,
    /// It looks.
    Looking,
    /// It waits, as a retired run loop.
    Waiting,
    /// It has looked, or waited, and a goroutine is ready.
    Found {
        /// Whether it waited.
        waited: bool,
    },
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

/// Makes the calling thread a worker of `scheduler`.
pub(super) fn install(scheduler: &'static Scheduler, index: usize, fifo: Fifo) {
    let local = Local {
        scheduler,
        index,
        queue: LocalQueue::new(&scheduler.queues, index, fifo),
        backoff: Backoff::new(),
        pace: Cell::new(1),
        in_run_loop: Cell::new(false),
        cancelled: Cell::new(false),
        taking: Cell::new(Taking::Nothing),
        ids: Cell::new((0, 0)),
    };
    LOCAL.with(|slot| assert!(slot.set(local).is_ok(), "a thread is the worker of one runtime"));
    if index == 0 {
        // Relaxed: until the monitor sees it, it knows less.
        scheduler.relief.first_worker.store(platform::thread_number(), Ordering::Relaxed);
    }
    scheduler.reactor.context().enter_forever();
    goroutine::mark_worker(scheduler.on_panic.is_some());
    unwind::suppress_on_thread();
}

/// Makes a goroutine ready: called by every waker, and by a run that woke itself.
pub(super) fn schedule(ready: Ready, yields: bool) {
    with_local(|here| place(here, ready, yields));
}

/// Makes a goroutine ready that starts, on a thread whose worker is `here`.
pub(super) fn schedule_new(here: Option<&Local>, ready: Ready) {
    place(here, ready, false);
}

// Inlined always, with `push`: it is all that its callers do, and a call is felt by goroutines of
// 20 ns.
#[inline(always)]
fn place(here: Option<&Local>, ready: Ready, yields: bool) {
    let home = ready.metadata().scheduler();
    let local = here.filter(|local| local.scheduler.id() == home);
    match local {
        Some(local) if local.in_run_loop.get() => local.push(ready, yields),
        _ => {
            trace::note_woken(|| ready.metadata().identity());
            registry::find(home).inject(ready, local.is_some_and(Local::is_worker));
        }
    }
}

/// Counts a goroutine of `scheduler` that starts, on a thread whose worker is `here`.
#[inline(always)]
pub(super) fn count_start(here: Option<&Local>, scheduler: &'static Scheduler) {
    let local = here.filter(|local| local.belongs_to(scheduler));
    scheduler.count_live(local.map(|local| local.index), 1);
}

/// Counts the end of a goroutine of the scheduler with that number.
pub(super) fn count_end(home: u32) {
    with_local(|here| match here.filter(|local| local.scheduler.id() == home) {
        Some(local) => local.scheduler.count_live(Some(local.index), -1),
        None => registry::find(home).count_live(None, -1),
    });
}

/// A new goroutine's identity, given by a thread whose worker is `here`.
pub(super) fn identify(here: Option<&Local>, created_at: &'static Location<'static>) -> Identity {
    let (parent, scope) = goroutine::spawner()
        .map_or_else(|| (0, goroutine::scope::of_plain_code()), |spawner| (spawner.id, spawner.scope()));
    Identity::new(next_id(here), parent, created_at).in_scope(scope)
}

impl Local {
    /// Whether its thread is of the workers' pool, and not the relief.
    fn is_worker(&self) -> bool {
        self.index < self.scheduler.workers()
    }

    /// Whether it works for `scheduler`.
    pub(super) fn belongs_to(&self, scheduler: &'static Scheduler) -> bool {
        std::ptr::eq(self.scheduler, scheduler)
    }

    /// Calls `f`, which takes events from the reactor; returns whether one made a goroutine ready
    /// here.
    pub(super) fn taking(&self, as_what: Taking, f: impl FnOnce()) -> bool {
        self.taking.set(as_what);
        f();
        self.taking.replace(Taking::Nothing) != as_what
    }

    /// An event that this worker takes from the reactor has made a goroutine ready. Returns whether
    /// the run loop is retired, and starts no other.
    #[cold]
    fn note_taken(&self) -> bool {
        let before = self.taking.get();
        let waited = matches!(before, Taking::Waiting | Taking::Found { waited: true });
        self.taking.set(Taking::Found { waited });
        if before == Taking::Waiting {
            // It wakes itself, and is not active yet.
            self.scheduler.reactor.wake();
        }
        waited
    }

    #[inline(always)]
    fn push(&self, ready: Ready, yields: bool) {
        let shareable = if yields { self.queue.push_last(ready) } else { self.queue.push_next(ready) };
        if self.taking.get() != Taking::Nothing && self.note_taken() {
            return;
        }
        // No fence: this worker is active, and runs it itself if nobody comes; the monitor makes up
        // for a missed chance.
        if shareable && !self.scheduler.throttle.is_on() && self.scheduler.idle.has_room() {
            self.scheduler.start_permitted(self.scheduler.idle.try_start(), self.is_worker());
        }
    }
}

fn next_id(here: Option<&Local>) -> u64 {
    // Relaxed: the numbers need only be different.
    let Some(local) = here else { return NEXT_ID.fetch_add(1, Ordering::Relaxed) };
    let (next, left) = match local.ids.get() {
        (_, 0) => (NEXT_ID.fetch_add(ID_BATCH, Ordering::Relaxed), ID_BATCH),
        rest => rest,
    };
    local.ids.set((next + 1, left - 1));
    next
}
