//! The reactor: where a worker without work waits for sockets, timers and calls, instead of
//! sleeping in rayon.
//!
//! There is no thread for I/O. The reactor is tokio's current-thread runtime, and whichever worker
//! has nothing to do *drives* it: it looks for events without waiting before it searches for work,
//! and waits for them when it retires. A goroutine that an event wakes is pushed to the driver's
//! own queue and runs there next, with no wake-up across threads. Tokio's context is entered once
//! per worker thread, for good, so everything built on tokio finds its reactor in every goroutine
//! at no cost per run.
//!
//! # Who drives, and when
//!
//! One thread at a time, by [`Reactor::try_drive`].
//!
//! - *A run loop that has run out of work* looks once before it searches: an event that is there
//!   needs no search.
//! - *A run loop at work* looks every so many runs ([`Reactor::look_interval`]).
//! - *The last run loop to retire* waits in the reactor, at first for [`SPARE_WAIT`], then four
//!   times as long each time, and at last without a limit: what rayon may want its worker for (a
//!   `par_iter` in a job given to rayon alone) is found soon if it comes soon.
//! - *Another run loop that retires* waits there for [`SPARE_WAIT`] at a time while events come
//!   often, and lets rayon run a job after each wait. So beside a worker that computes for long,
//!   events are answered at once, and a `par_iter` gets the spare worker within that time. While
//!   events come seldom it returns to rayon.
//! - *The monitor* looks at its ticks while all workers compute and nobody has looked since the
//!   last tick.
//!
//! The worker that waits also wakes itself for the next deadline of a timer, unless a worker of
//! another runtime does (`timer/keeper.rs`).
//!
//! A look costs a system call. A program without sockets should not pay one each time a queue runs
//! empty, so looks that find nothing become rare: up to 64 times rarer. One that finds something
//! makes them frequent again.
//!
//! # Calling the waiting worker back
//!
//! `handover.rs` has the states and why no call is lost. A start of a run loop goes to the waiting
//! worker first, and to rayon if there is none. Whoever else needs the worker (the detector's
//! barrier, the end of the runtime) nudges it.
//!
//! # Tasks of tokio
//!
//! `tokio::spawn` in a goroutine gives its task to this reactor: it runs where the reactor is
//! driven, on one thread at a time. No goroutine runs there, so a goroutine is never nested in a
//! task or in another goroutine.
//!
//! # Ends
//!
//! A dropped runtime nudges the waiting worker. Whoever lets the driver's place go last shuts
//! tokio's runtime down, without waiting for it: what waits for its sockets is woken with an error.
//! It does not wait for the end of the run loops. Nobody drives a closed reactor, so a run that
//! waits by blocking its thread (another executor's `block_on` around a read) would never end, and
//! neither would the wait for it. So a goroutine in the middle of a run may get tokio's error from
//! a socket.
//!
//! # Rejected
//!
//! *A thread that drives*: a poll and two context switches per event, 17–24 µs of CPU per request
//! against 12. *Entering the context per run*: 19–39 ns each. *Driving only from the last run
//! loop*: an event beside a worker that computes waits for the monitor, 400 µs against 43.

#[cfg_attr(feature = "net", path = "reactor/tokio.rs")]
#[cfg_attr(not(feature = "net"), path = "reactor/thread.rs")]
mod driver;

use std::io;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::task::Waker;
use std::time::Duration;

pub(super) use driver::Context;
use driver::{Seat, Sources};

use super::handover::Handover;
use crate::primitives::lock_std;
use crate::timer::{Keeper, Waiting};

/// How long a worker waits in the reactor before it lets rayon run a job, while other workers are
/// active.
const SPARE_WAIT: Duration = Duration::from_micros(200);
/// After waits up to this long in vain, the last worker waits without a limit.
const LONGEST_WAIT: Duration = Duration::from_millis(20);
/// A worker that has work looks after so many runs if looks find something (as many as Go's
/// scheduler between two looks at its global queue).
const LOOK_INTERVAL: u32 = 61;
/// After so many looks in vain, looks become rarer.
const COLD: u32 = 64;
/// So many times rarer, at most.
const RAREST: u32 = 64;

/// The reactor of a scheduler.
pub(super) struct Reactor {
    /// What is entered on each worker.
    context: Context,
    /// What can wake goroutines from there.
    sources: Sources,
    /// Whether there is anything to drive.
    has_seat: bool,
    /// The number of the thread that waits; 0 if none does.
    waiter: AtomicU32,
    /// What drives it; whoever holds the lock does.
    seat: Mutex<Option<Seat>>,
    /// Whether a worker waits, and who called it.
    handover: Handover,
    /// Wakes the waiting worker.
    waker: Mutex<Option<Waker>>,
    /// How many looks in a row found nothing.
    vain_looks: AtomicU32,
    /// How many looks there were; the monitor compares two readings.
    looks: AtomicU32,
    /// Set when the runtime is dropped.
    closed: AtomicBool,
}

impl Reactor {
    /// A reactor; with a context that the program lends, another runtime of tokio's does the
    /// driving.
    pub(super) fn new(lent: Option<Context>) -> io::Result<Reactor> {
        let (context, sources, seat) = Seat::new(lent)?;
        Ok(Reactor {
            context,
            sources,
            has_seat: seat.is_some(),
            waiter: AtomicU32::new(0),
            seat: Mutex::new(seat),
            handover: Handover::new(),
            waker: Mutex::new(None),
            // A program without sockets pays nothing from the start; the first event is found by
            // the worker that waits for it.
            vain_looks: AtomicU32::new(COLD * RAREST),
            looks: AtomicU32::new(0),
            closed: AtomicBool::new(false),
        })
    }

    /// What goroutines find as the context of tokio.
    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    /// Makes this thread the driver, unless another one is, or there is nothing to drive.
    pub(super) fn try_drive(&'static self) -> Option<Driver> {
        let guard = match self.seat.try_lock() {
            Ok(guard) => guard,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        guard.is_some().then_some(Driver { reactor: self, guard: Some(guard) })
    }

    /// Hands a run loop that the caller has counted to the waiting worker; `false` if none waits.
    #[must_use = "rayon must be given the run loop"]
    pub(super) fn call(&self) -> bool {
        let called = self.handover.call();
        if called {
            self.wake();
        }
        called
    }

    /// Has the waiting worker look at what else there is to do.
    pub(super) fn nudge(&self) {
        if self.handover.nudge() {
            self.wake();
        }
    }

    /// Wakes the waiting worker, which looks at the state and at its queues.
    pub(super) fn wake(&self) {
        let waker = lock_std(&self.waker).take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// After how many runs a worker that has work looks.
    pub(super) fn look_interval(&self) -> u32 {
        // Relaxed: a hint, as all that is read of the counters.
        let vain = self.vain_looks.load(Ordering::Relaxed);
        LOOK_INTERVAL * (vain / COLD + 1).next_power_of_two().min(RAREST)
    }

    /// Whether looks have found something lately.
    pub(super) fn is_hot(&self) -> bool {
        self.vain_looks.load(Ordering::Relaxed) < COLD
    }

    /// How many looks there were.
    pub(super) fn looks(&self) -> u32 {
        self.looks.load(Ordering::Relaxed)
    }

    /// Whether workers wait in it, and are woken there by deadlines.
    pub(super) fn has_seat(&self) -> bool {
        self.has_seat
    }

    /// Whether a worker waits in it, or none needs to.
    pub(super) fn is_attended(&self) -> bool {
        !self.has_seat || self.handover.is_waiting()
    }

    /// Whether tokio has tasks, which may wake goroutines that wait for nothing of tokio's.
    pub(super) fn has_tasks(&self) -> bool {
        self.sources.has_tasks()
    }

    /// Whether a socket or a timer of tokio's may wake somebody, as far as is known.
    pub(super) fn may_wake(&self) -> bool {
        let waiter = self.waiter.load(Ordering::Relaxed);
        self.sources.may_wake((waiter != 0).then_some(waiter))
    }

    /// Ends it, at once or when the driver leaves.
    pub(super) fn close(&'static self) {
        // SeqCst: see `Driver::drop`.
        self.closed.store(true, Ordering::SeqCst);
        self.nudge();
        drop(self.try_drive());
    }

    fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }
}

/// The right to drive the reactor.
pub(super) struct Driver {
    reactor: &'static Reactor,
    /// Some until it is dropped.
    guard: Option<MutexGuard<'static, Option<Seat>>>,
}

impl Waiting for Reactor {
    fn call(&self) {
        self.wake();
    }
}

/// How a worker waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limit(Duration);

impl Limit {
    /// The first wait of a worker that has run out of work.
    pub(super) const FIRST: Limit = Limit(SPARE_WAIT);

    /// The limit of a wait that follows one in vain; only the last worker waits longer each time.
    pub(super) fn longer(self) -> Limit {
        Limit(self.0.saturating_mul(4))
    }

    fn duration(self) -> Option<Duration> {
        (self.0 <= LONGEST_WAIT).then_some(self.0)
    }
}

impl Driver {
    fn seat(&self) -> &Seat {
        self.guard.as_ref().and_then(|guard| guard.as_ref()).unwrap_or_else(|| unreachable!("a driver has the seat"))
    }

    /// Looks for events without waiting. `taking` gets a function that acts on them, calls it, and
    /// tells whether this made a goroutine ready, which is returned.
    pub(super) fn look(&self, taking: impl FnOnce(&dyn Fn()) -> bool) -> bool {
        let found = taking(&|| self.seat().look());
        self.count_look(found);
        found
    }

    fn count_look(&self, found: bool) {
        // No read-modify-writes: only the driver changes them.
        let Reactor { looks, vain_looks, .. } = self.reactor;
        looks.store(looks.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
        let vain = if found { 0 } else { vain_looks.load(Ordering::Relaxed).saturating_add(1) };
        vain_looks.store(vain, Ordering::Relaxed);
    }

    /// Announces that this worker is about to wait: from now on it may be called, and must
    /// [`leave`](Driver::leave). Returns `false` if it was nudged: then it must not wait.
    #[must_use = "a nudged worker must not wait"]
    pub(super) fn announce(&self) -> bool {
        self.reactor.handover.announce()
    }

    /// Waits until it is called or nudged, `has_work` holds, the next deadline has come, or the
    /// limit is over. `taking` gets a function that waits and acts on events, calls it, and tells
    /// whether this made a goroutine ready.
    pub(super) fn wait(&self, limit: Limit, taking: impl FnOnce(&dyn Fn()) -> bool, has_work: impl Fn() -> bool) {
        let Reactor { handover, waker, waiter, .. } = self.reactor;
        waiter.store(driver::thread_number(), Ordering::Relaxed);
        let keeper = Keeper::begin(self.reactor);
        let deadline = keeper.as_ref().and_then(Keeper::limit);
        let limit = [limit.duration(), deadline].into_iter().flatten().min();
        let is_over = |own: &Waker| {
            // First the waker, then the state: a call that finds no waker is seen here.
            *lock_std(waker) = Some(own.clone());
            !handover.is_waiting() || has_work() || keeper.as_ref().is_some_and(Keeper::is_called)
        };
        let found = taking(&|| self.seat().wait(limit, is_over));
        drop(keeper);
        waiter.store(0, Ordering::Relaxed);
        self.count_look(found);
    }

    /// Waits no longer. Returns whether it was called: then it counts as active and searching.
    #[must_use = "a worker that was called is counted"]
    pub(super) fn leave(&self) -> bool {
        self.reactor.handover.leave()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let mut guard = self.guard.take();
        if self.reactor.is_closed() {
            // Dropped after the lock is released: what the end of tokio's runtime wakes may come
            // here.
            let _seat = guard.as_mut().and_then(|guard| guard.take());
            drop(guard);
            return;
        }
        drop(guard);
        // Who closes sets the flag and then tries the lock; we release the lock and then look at
        // the flag: one of us shuts down.
        if self.reactor.is_closed() {
            drop(self.reactor.try_drive());
        }
    }
}
