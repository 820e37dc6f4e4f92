//! The thread that acts on what is due: it looks at the shards, acts, and parks until the next deadline.

use std::process;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use super::shard::{self, TimerKey};
use super::{Entry, NEVER, Ticks, TimerCallback, TimerHandle, ticks};
use crate::idle_threads;

/// When the driver looks again by itself: [`NEVER`] while it is looking, so that any new entry makes it look once more.
///
/// Relaxed throughout: the locks of the shards order it (see the essay in `timer.rs`).
static UNTIL: AtomicU64 = AtomicU64::new(NEVER);

/// Whether entries may be out of their shards and not acted on yet.
static ACTING: AtomicBool = AtomicBool::new(false);

/// Adds `entry`, and makes the driver look if it would come too late for it.
pub(super) fn register(at: Ticks, entry: Entry) -> TimerKey {
    let driver = driver();
    let key = shard::add(at, entry);
    if at < UNTIL.load(Ordering::Relaxed) {
        driver.unpark();
    }
    key
}

/// Whether the driver may have taken an entry out without having acted on it.
pub(super) fn is_acting() -> bool {
    // Pairs with the Release store in `drive`: who reads `false` sees the effects of what was acted on.
    ACTING.load(Ordering::Acquire)
}

/// The driver's thread, started on first use.
fn driver() -> &'static Thread {
    static DRIVER: OnceLock<Thread> = OnceLock::new();
    DRIVER.get_or_init(|| {
        let started = thread::Builder::new().name("goroutines-timer".to_owned()).spawn(drive);
        started.expect("the timer thread starts").thread().clone()
    })
}

/// What the driver's thread does, forever.
fn drive() {
    let _end = EndProgram;
    let _ours = idle_threads::register_thread();
    let mut due = Vec::new();
    loop {
        UNTIL.store(NEVER, Ordering::Relaxed);
        ACTING.store(true, Ordering::Relaxed);
        let next = look(&mut due);
        ACTING.store(false, Ordering::Release);
        UNTIL.store(next, Ordering::Relaxed);
        if next == NEVER {
            idle_threads::no_timer_left();
        }
        park_until(next);
    }
}

/// Acts on everything that is due now, shard by shard and batch by batch, and returns the next deadline. What falls due
/// meanwhile is for the next look: tickers that are due again at once hold up no other timer.
fn look(due: &mut Vec<(TimerHandle, Entry)>) -> Ticks {
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

fn act((timer, entry): (TimerHandle, Entry)) {
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

/// Drops a target; elsewhere if it is the last reference, for it may hold values of the user's, whose destructors must not run
/// on this thread.
fn let_go(target: Arc<dyn TimerCallback>) {
    if Arc::strong_count(&target) == 1 {
        // Where no thread can be started, it is dropped here all the same.
        let _ = thread::Builder::new().name("goroutines-drop".to_owned()).spawn(move || drop(target));
    }
}

fn park_until(next: Ticks) {
    if next == NEVER {
        return thread::park();
    }
    let left = next.saturating_sub(ticks(Instant::now()));
    if left > 0 {
        thread::park_timeout(Duration::from_nanos(left));
    }
}

/// Ends the program when the driver panics (a foreign executor's waker did): no wait for a time would end any more.
struct EndProgram;

impl Drop for EndProgram {
    fn drop(&mut self) {
        process::exit(2);
    }
}
