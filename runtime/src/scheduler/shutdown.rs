//! The end of a runtime: its threads go, and what is ready is dropped instead of run.

use std::cell::Cell;

use super::deadlock;
use super::worker::Scheduler;
use crate::primitives::atomic::Ordering;

thread_local! {
    /// Whether this thread is in [`clear`].
    static CLEARING: Cell<bool> = const { Cell::new(false) };
}

/// Closes `scheduler`; waits for nobody.
///
/// 1. From `closed` on, drains drop what they find, and a push from outside the pool drops what it pushed.
/// 2. Without its pool nobody can start a drain; those on their way still run, and rayon's threads end after them.
/// 3. A thread that ends clears the queues, so what a last run left there is dropped too.
pub(super) fn close(scheduler: &'static Scheduler) {
    // Release: pairs with the Acquire loads in `Scheduler::inject` and `monitor::watch`.
    scheduler.closed.store(true, Ordering::Release);
    deadlock::closes(scheduler);
    scheduler.alarm.rouse();
    scheduler.pool.close();
    clear(scheduler);
}

/// Drops all that is ready, which drops the futures of those goroutines.
pub(super) fn clear(scheduler: &'static Scheduler) {
    // Dropping one may wake another, which comes here again: the outer call drops that too, without going deeper.
    let outermost = !CLEARING.replace(true);
    if outermost {
        scheduler.queues.clear();
        CLEARING.set(false);
    }
}
