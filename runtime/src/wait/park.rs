//! How everything above the scheduler waits: an operation that cannot go on parks with a reason and
//! a place, and whoever makes it possible wakes the `Waker` it left behind.
//!
//! Channels, select, sync and time know nothing else of the scheduler, and nothing of rayon. An
//! operation is a future: its `poll` tries, and when it must wait it calls [`park`] for the waker,
//! registers it under the lock of the thing it waits for, and returns `Pending`. *Unpark* is
//! [`Waker::wake`], called after that lock is released.

use std::future::Future;
use std::ops::Range;
use std::panic::Location;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use super::parker::Parker;
use crate::goroutine::on_worker;
use crate::trace::wait_reason::WaitReason;
use crate::trace::wait_target::{Body, Kept, WaitTarget};
use crate::trace::{self, NextAnnotation};

/// Annotates the wait of the running goroutine, and returns the waker to keep.
#[inline]
pub(crate) fn park(cx: &Context<'_>, reason: WaitReason, at: &'static Location<'static>) -> Waker {
    annotate(reason, at);
    waker(cx)
}

/// The waker to keep.
#[inline]
pub(crate) fn waker(cx: &Context<'_>) -> Waker {
    if trace::is_probed() { trace::ordinary_waker(cx) } else { cx.waker().clone() }
}

/// Polls `future`, a foreign one whose owner annotates the wait, with the waker to keep.
#[inline]
pub(crate) fn poll_annotated<F: Future>(future: Pin<&mut F>, cx: &mut Context<'_>) -> Poll<F::Output> {
    if trace::is_probed() { future.poll(&mut Context::from_waker(&trace::ordinary_waker(cx))) } else { future.poll(cx) }
}

/// Records why and where the running goroutine is about to wait, where the waker is kept already.
/// Costs one test, unless a trace asks.
#[inline]
pub(crate) fn annotate(reason: WaitReason, at: &'static Location<'static>) {
    annotate_with(reason, at, |_| Vec::new());
}

/// Like [`annotate`], with what it waits for. `on` is called only if a trace asks, with the
/// addresses of the goroutine's own future.
#[inline]
pub(crate) fn annotate_with(
    reason: WaitReason,
    at: &'static Location<'static>,
    on: impl FnOnce(&Body) -> Vec<WaitTarget>,
) {
    if trace::is_probed() {
        trace::annotate(reason, at, on);
    }
}

/// What [`annotate_call`] has to know from before a call is polled.
#[inline]
#[cfg_attr(loom, allow(dead_code, reason = "models have no calls"))]
pub(crate) fn begin_call() -> NextAnnotation {
    trace::next_annotation()
}

/// Records that the call at `at` waits, which was polled since `before`.
#[inline]
#[cfg_attr(loom, allow(dead_code, reason = "models have no calls"))]
pub(crate) fn annotate_call(before: NextAnnotation, at: &'static Location<'static>) {
    if trace::is_probed() {
        trace::annotate_call(before, at);
    }
}

/// Records that the running goroutine is about to poll a box of its own, with that content.
#[inline]
#[cfg_attr(loom, allow(dead_code, reason = "models have no calls"))]
pub(crate) fn annotate_box(content: impl FnOnce() -> Range<usize>) {
    if trace::is_probed() {
        trace::annotate_box(content());
    }
}

/// Records what the running goroutine keeps, by `note`, which is called only if a trace asks.
#[inline]
#[cfg_attr(loom, allow(dead_code, reason = "models have no captures"))]
pub(crate) fn annotate_kept(note: impl FnOnce(&mut Kept)) {
    if trace::is_probed() {
        trace::annotate_kept(note);
    }
}

/// Records that a timer can wake the running goroutine as well.
#[inline]
pub(crate) fn annotate_timer() {
    if trace::is_probed() {
        trace::annotate_other_wakers();
    }
}

/// Runs `operation` to completion by parking this thread; `instead` is what to write in goroutine
/// code.
///
/// # Panics
///
/// On a worker of a runtime, where a parked thread would hold up goroutines.
#[track_caller]
pub(crate) fn block_on<F: Future>(operation: F, instead: &str) -> F::Output {
    refuse_on_worker(instead);
    block(operation)
}

/// Like [`block_on`], but calls `look` each `pause` while the operation is pending; stops waiting
/// and returns the error once that returns one.
#[track_caller]
pub(crate) fn block_on_watched<F: Future, E>(
    operation: F,
    instead: &str,
    pause: Duration,
    mut look: impl FnMut() -> Result<(), E>,
) -> Result<F::Output, E> {
    refuse_on_worker(instead);
    let parker = Parker::new();
    let waker = Waker::from(parker.unparker());
    let mut cx = Context::from_waker(&waker);
    let mut operation = pin!(operation);
    let mut last = Instant::now();
    loop {
        if let Poll::Ready(output) = operation.as_mut().poll(&mut cx) {
            return Ok(output);
        }
        if last.elapsed() >= pause {
            look()?;
            last = Instant::now();
        }
        parker.park_timeout(pause);
    }
}

/// Panics on a worker; `instead` is what to write in goroutine code.
#[track_caller]
pub(crate) fn refuse_on_worker(instead: &str) {
    assert!(
        !on_worker(),
        "this call parks its thread, and a worker's thread must not park\nhelp: write `{instead}` here"
    );
}

fn block<F: Future>(operation: F) -> F::Output {
    let parker = Parker::new();
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
