//! Acts on what is due: a look at all shards, by whichever thread has time for it.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, TryLockError};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};
use std::{mem, process};

use super::keeper::{Call, Clock};
use super::shard::{self, TimerKey};
use super::{Entry, NEVER, Ticks, TimerCallback, TimerId, ticks};
use crate::idle_threads;
use crate::primitives::lock_std;

/// A place where a worker waits, which a call ends.
pub(crate) trait Waiting: Sync {
    /// Has the worker look at [`Keeper::is_called`].
    fn call(&self);
}

/// How much later than a worker the reserve looks, while there are workers that look: at first, and
/// after it was needed.
const PATIENCE: Duration = Duration::from_millis(1);
/// How much later it looks at most: each time that it wakes for nothing, its patience doubles.
const MOST_PATIENCE: Duration = Duration::from_millis(4);

/// How long a keeper waits at least: each wait costs some 10 µs of processor time, and ends some 20
/// µs late.
const SHORTEST_WAIT: Duration = Duration::from_micros(50);

#[cfg(not(loom))]
fn clock() -> &'static Clock<&'static dyn Waiting> {
    static CLOCK: Clock<&'static dyn Waiting> = Clock::new();
    &CLOCK
}

/// Models have no clock.
#[cfg(loom)]
fn clock() -> &'static Clock<&'static dyn Waiting> {
    unreachable!("a model has no clock")
}

/// Held by whoever looks; what was due, in a buffer that is kept.
static LOOK: Mutex<Vec<(TimerId, Entry)>> = Mutex::new(Vec::new());

/// Whether entries may be out of their shards and not acted on yet.
static ACTING: AtomicBool = AtomicBool::new(false);

/// How many runtimes have workers that wait for the clock.
static RUNTIMES: AtomicUsize = AtomicUsize::new(0);

/// Adds `entry`, and calls whoever would come too late for it.
pub(super) fn register(at: Ticks, entry: Entry) -> TimerKey {
    let key = shard::add(at, entry);
    announce(at);
    key
}

fn announce(at: Ticks) {
    let reserve_at = at.saturating_add(patience());
    if let Some(Call { keeper, reserve }) = clock().announce(at, reserve_at) {
        if let Some(worker) = keeper {
            worker.call();
        }
        if reserve {
            self::reserve().unpark();
        }
    }
}

/// The patience of the reserve, [`PATIENCE`] to [`MOST_PATIENCE`]; it alone changes it.
static RESERVE_PATIENCE: AtomicU64 = AtomicU64::new(PATIENCE.as_nanos() as Ticks);

/// The patience of the reserve, or none.
fn patience() -> Ticks {
    // Relaxed: who takes a runtime away unparks the reserve, which reads it again; and who reads an
    // older patience calls the reserve later by the difference at most.
    if RUNTIMES.load(Ordering::Relaxed) > 0 { RESERVE_PATIENCE.load(Ordering::Relaxed) } else { 0 }
}

/// The reserve has woken, and was `needed` or not.
fn learn_patience(needed: bool) {
    let [least, most] = [PATIENCE, MOST_PATIENCE].map(|patience| patience.as_nanos() as Ticks);
    let next = if needed { least } else { (RESERVE_PATIENCE.load(Ordering::Relaxed) * 2).min(most) };
    RESERVE_PATIENCE.store(next, Ordering::Relaxed);
}

/// Whether an entry may have been taken out without having been acted on.
pub(super) fn is_acting() -> bool {
    // Pairs with the Release store in `look_until`: who reads `false` sees the effects of what was
    // acted on.
    ACTING.load(Ordering::Acquire)
}

/// Whether the earliest entry has been due for `late`. Costs a look at the clock, if there is an
/// entry.
pub(crate) fn is_due_for(late: Duration) -> bool {
    let earliest = clock().earliest();
    earliest != NEVER && earliest.saturating_add(late.as_nanos() as Ticks) <= ticks(Instant::now())
}

/// Acts on everything that is due, unless another thread does so now: that one sees all that
/// was due before it began, and announces the rest.
pub(crate) fn look() {
    match LOOK.try_lock() {
        Ok(due) => drop(look_holding(due)),
        Err(TryLockError::Poisoned(due)) => drop(look_holding(due.into_inner())),
        Err(TryLockError::WouldBlock) => {}
    }
}

/// Returns whether an entry is left.
fn look_holding(mut due: MutexGuard<'_, Vec<(TimerId, Entry)>>) -> bool {
    let end = EndProgram;
    clock().begin_look();
    ACTING.store(true, Ordering::Relaxed);
    let next = act_on_due(&mut due);
    ACTING.store(false, Ordering::Release);
    mem::forget(end);
    drop(due);
    announce(next);
    next != NEVER
}

/// Acts on everything that is due now, shard by shard and batch by batch, and returns the next
/// deadline. What falls due meanwhile is for the next look: tickers that are due again at once hold
/// up no other timer.
fn act_on_due(due: &mut Vec<(TimerId, Entry)>) -> Ticks {
    let now = ticks(Instant::now());
    let mut next = NEVER;
    for shard in shard::all() {
        loop {
            let first_left = shard::take_due(shard, now, due);
            due.drain(..).for_each(act);
            if first_left > now {
                next = next.min(first_left);
                break;
            }
        }
    }
    next
}

fn act((timer, entry): (TimerId, Entry)) {
    match entry {
        Entry::Wake(waker) => waker.wake(),
        Entry::Callback(target) => {
            if let Some(target) = target.upgrade() {
                target.fire(timer);
                let_go(target);
            }
        }
    }
}

/// Drops a target; elsewhere if it is the last reference, for it may hold values of the user's,
/// whose destructors must not hold up what is due.
fn let_go(target: Arc<dyn TimerCallback>) {
    if Arc::strong_count(&target) == 1 {
        // Where no thread can be started, it is dropped here all the same.
        let _ = thread::Builder::new().name("goroutines-drop".to_owned()).spawn(move || drop(target));
    }
}

/// A worker that waits, and wakes itself for the next deadline.
pub(crate) struct Keeper {
    /// When it has promised to look.
    until: Ticks,
}

impl Keeper {
    /// Makes `worker`, which is about to wait, the keeper, unless somebody else is.
    pub(crate) fn begin(worker: &'static dyn Waiting) -> Option<Keeper> {
        clock().keep(worker).map(|until| Keeper { until })
    }

    /// How long it may wait, if there is an entry. Not less than [`SHORTEST_WAIT`]: what is due
    /// meanwhile is acted on together.
    pub(crate) fn limit(&self) -> Option<Duration> {
        let left = || Duration::from_nanos(self.until.saturating_sub(ticks(Instant::now()))).max(SHORTEST_WAIT);
        (self.until != NEVER).then(left)
    }

    /// Whether an earlier entry has come.
    pub(crate) fn is_called(&self) -> bool {
        clock().is_called(self.until)
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        clock().leave();
    }
}

/// A runtime whose workers wait for the clock, until it is dropped.
pub(crate) struct Watched(());

/// Counts a runtime whose workers wait for the clock.
pub(crate) fn watched() -> Watched {
    RUNTIMES.fetch_add(1, Ordering::Relaxed);
    Watched(())
}

impl Drop for Watched {
    fn drop(&mut self) {
        RUNTIMES.fetch_sub(1, Ordering::Relaxed);
        if shard::any() {
            reserve().unpark();
        }
    }
}

/// The thread that looks where no worker does, started on first use.
fn reserve() -> &'static Thread {
    static RESERVE: OnceLock<Thread> = OnceLock::new();
    RESERVE.get_or_init(|| {
        let started = thread::Builder::new().name("goroutines-timer".to_owned()).spawn(keep_in_reserve);
        started.expect("the timer thread starts").thread().clone()
    })
}

/// What the reserve does, forever.
fn keep_in_reserve() {
    let _ours = idle_threads::register_thread();
    loop {
        let is_needed = is_due_for(Duration::from_nanos(patience()));
        if is_needed && !look_holding(lock_std(&LOOK)) {
            idle_threads::no_timer_left();
        }
        learn_patience(is_needed);
        match clock().reserve(patience()) {
            NEVER => thread::park(),
            until => park_until(until),
        }
    }
}

fn park_until(until: Ticks) {
    let left = until.saturating_sub(ticks(Instant::now()));
    if left > 0 {
        thread::park_timeout(Duration::from_nanos(left));
    }
}

/// Ends the program when acting panics (a foreign executor's waker did): what was due would be
/// lost.
struct EndProgram;

impl Drop for EndProgram {
    fn drop(&mut self) {
        process::exit(2);
    }
}
