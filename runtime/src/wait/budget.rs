//! How many operations a goroutine may do before it yields to others that are ready.
//!
//! Operations that never wait would never yield. Each of them therefore calls [`poll_proceed`]
//! first, which takes one unit of the goroutine's budget and, once that is used up, yields for one
//! turn.

use std::cell::Cell;
use std::task::{Context, Poll};

use crate::goroutine;

/// How many operations a goroutine may do in one poll before it yields.
const BUDGET: u32 = 128;
/// What a `go!` takes of that: so many new goroutines fit into the caches of the allocator and the
/// core.
const START: u32 = 4;

/// The budget where no goroutine runs. It is counted down as well, so that an operation costs one
/// test, and filled up again.
const UNLIMITED: u32 = u32::MAX;

thread_local! {
    /// Operations left in the current poll; [`UNLIMITED`] or some less where no goroutine runs
    /// (plain threads, other executors).
    static LEFT: Cell<u32> = const { Cell::new(UNLIMITED) };
}

/// Begins a poll with a full budget; the scheduler calls it before each poll.
pub(crate) fn open_run() {
    LEFT.set(BUDGET);
}

/// Calls `f` with no limit on its operations: none of them yields.
pub(crate) fn unlimited<R>(f: impl FnOnce() -> R) -> R {
    let before = LEFT.replace(UNLIMITED);
    let result = f();
    LEFT.set(before);
    result
}

/// Ends the poll that [`open_run`] began.
pub(crate) fn close_run() {
    LEFT.set(UNLIMITED);
}

/// Takes one unit of budget; when none is left, asks for another turn and returns `Pending`.
#[inline]
pub(crate) fn poll_proceed(cx: &Context<'_>) -> Poll<()> {
    match LEFT.get().checked_sub(1) {
        Some(left) => {
            LEFT.set(left);
            Poll::Ready(())
        }
        None => used_up(cx),
    }
}

/// Yields for one turn, if a goroutine runs here.
#[cold]
fn used_up(cx: &Context<'_>) -> Poll<()> {
    if goroutine::current().is_none() {
        LEFT.set(UNLIMITED);
        return Poll::Ready(());
    }
    LEFT.set(BUDGET);
    cx.waker().wake_by_ref();
    Poll::Pending
}

/// Takes some of the budget for a look in vain (`try_recv`, `is_closed`, `try_lock`): a loop that
/// polls yields once it is used up.
#[inline]
pub(crate) fn spend_in_vain() {
    spend();
}

/// Takes some of the budget for a `go!`, which cannot yield itself; the loop around it yields.
#[inline]
pub(crate) fn spend() {
    LEFT.set(LEFT.get().saturating_sub(START));
}

/// Takes some of the budget for a turn of a loop that polls by calls which know nothing of budgets,
/// and returns whether it is used up: the loop yields then.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn has_asked_often() -> bool {
    spend();
    has_started_many()
}

/// Whether the budget of the current poll is used up: a loop that starts goroutines yields then.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn has_started_many() -> bool {
    LEFT.get() == 0 && goroutine::current().is_some()
}
