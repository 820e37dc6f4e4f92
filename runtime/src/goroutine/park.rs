//! How everything above the scheduler waits: an operation that cannot go on parks with a reason and a place, and whoever
//! makes it possible wakes the `Waker` it left behind.
//!
//! Channels, select, sync and time know nothing else of the scheduler, and nothing of rayon. An operation is a future: its
//! `poll` tries, and when it must wait it calls [`park`] for the waker, registers it under the lock of the thing it waits
//! for, and returns `Pending`. *Unpark* is [`Waker::wake`], called after that lock is released.
//!
//! Operations that never wait would never give way. Each of them therefore asks [`poll_proceed`] first, which takes one unit
//! of the goroutine's budget and, once it is used up, gives way to the others for one turn.

use std::cell::Cell;
use std::future::Future;
use std::ops::Range;
use std::panic::Location;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use super::object::Object;
use super::wait_reason::WaitReason;
use super::{on_worker, outside, trace};

/// How many operations a goroutine may do in one run before it gives way.
const BUDGET: u32 = 128;
/// What a `go!` takes of that: so many new goroutines fit into the allocator's and the core's caches.
const START: u32 = 4;

/// The budget where no goroutine runs: it is counted down as well, so that an operation costs one test, and filled up again.
const BOUNDLESS: u32 = u32::MAX;

thread_local! {
    /// Operations left in the current run; [`BOUNDLESS`] or some less when no goroutine runs here (plain threads, other executors).
    static LEFT: Cell<u32> = const { Cell::new(BOUNDLESS) };
}

/// Notes why and where the running goroutine is about to wait, and returns the waker to keep.
#[inline]
pub(crate) fn park(cx: &Context<'_>, reason: WaitReason, at: &'static Location<'static>) -> Waker {
    note(reason, at);
    waker(cx)
}

/// The waker to keep.
#[inline]
pub(crate) fn waker(cx: &Context<'_>) -> Waker {
    if trace::is_probed() { trace::ordinary_waker(cx) } else { cx.waker().clone() }
}

/// Polls `future`, a foreign one whose wait is noted by its owner, with the waker to keep.
#[inline]
pub(crate) fn poll_noted<F: Future>(future: Pin<&mut F>, cx: &mut Context<'_>) -> Poll<F::Output> {
    if trace::is_probed() { future.poll(&mut Context::from_waker(&trace::ordinary_waker(cx))) } else { future.poll(cx) }
}

/// Notes why and where the running goroutine is about to wait, where the waker is kept already. Costs nothing but a look, unless a
/// trace asks.
#[inline]
pub(crate) fn note(reason: WaitReason, at: &'static Location<'static>) {
    note_on(reason, at, |_| Vec::new());
}

/// Like [`note`], with what it waits for; `on` is called if a trace asks, and told where the goroutine's own future lies.
#[inline]
pub(crate) fn note_on(
    reason: WaitReason,
    at: &'static Location<'static>,
    on: impl FnOnce(&Range<usize>) -> Vec<Object>,
) {
    if trace::is_probed() {
        trace::note(reason, at, on);
    }
}

/// Notes that the running goroutine can also be woken by the passing of time.
#[inline]
pub(crate) fn note_time() {
    if trace::is_probed() {
        trace::note_more();
    }
}

/// Opens a run with a full budget; the scheduler calls it before each run.
pub(crate) fn open_run() {
    LEFT.set(BUDGET);
}

/// Closes the run that [`open_run`] opened.
pub(crate) fn close_run() {
    LEFT.set(BOUNDLESS);
}

/// Takes one unit of budget; when there is none left, asks for another turn and returns `Pending`.
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

/// Gives way to the others for one turn, if there are any.
#[cold]
fn used_up(cx: &Context<'_>) -> Poll<()> {
    if super::current().is_none() {
        LEFT.set(BOUNDLESS);
        return Poll::Ready(());
    }
    LEFT.set(BUDGET);
    cx.waker().wake_by_ref();
    Poll::Pending
}

/// Takes some of the budget for something that cannot give way itself: a `go!`, which the loop around it makes up for.
#[inline]
pub(crate) fn spend() {
    LEFT.set(LEFT.get().saturating_sub(START));
}

/// Whether the budget of the current run is used up: a loop that starts goroutines asks, and gives way then.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn has_started_many() -> bool {
    LEFT.get() == 0 && super::current().is_some()
}

/// Runs `operation` to completion by parking this thread; `instead` is what to write in goroutine code.
///
/// # Panics
///
/// On a worker of a runtime, where a parked thread would hold up goroutines.
#[track_caller]
pub(crate) fn block_on<F: Future>(operation: F, instead: &str) -> F::Output {
    refuse_on_worker(instead);
    block(operation)
}

#[track_caller]
pub(crate) fn refuse_on_worker(instead: &str) {
    assert!(
        !on_worker(),
        "this call parks its thread, and a worker's thread must not park\nhelp: write `{instead}` here"
    );
}

fn block<F: Future>(operation: F) -> F::Output {
    let parker = outside::Parker::new();
    let waker = Waker::from(parker.unparker());
    let mut cx = Context::from_waker(&waker);
    let mut operation = pin!(operation);
    loop {
        if let Poll::Ready(output) = operation.as_mut().poll(&mut cx) {
            return output;
        }
        parker.park();
    }
}
