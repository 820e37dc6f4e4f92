//! One probe: a poll of a goroutine whose annotations are kept.
//!
//! A probe is given a waker of its own, a [`ProbeWaker`]. Whoever keeps a clone of it can wake the
//! goroutine by ways that no annotation tells of: an I/O reactor, another executor, a timer. The
//! operations of this crate keep the ordinary waker, so a probe waker that nobody has kept proves
//! that the annotations are all there is to wait for ([`ProbeResult::is_complete`]).

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::panic::Location;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};

use super::Wait;
use super::wait_reason::WaitReason;
use super::wait_target::{Body, Kept, KeptHandles, WaitTarget};

thread_local! {
    /// One more than the number of waits that the probe on this thread has recorded so far; 0 if
    /// the poll is none.
    static PROBED: Cell<usize> = const { Cell::new(0) };
    /// What the probe on this thread has recorded so far.
    static ANNOTATIONS: RefCell<Option<Annotations>> = const { RefCell::new(None) };
}

/// What a probe has recorded so far.
struct Annotations {
    waits: Vec<Wait>,
    /// Whether the goroutine can also be woken by what no wait tells of.
    other_wakers: bool,
    /// The ordinary waker of the goroutine.
    waker: Waker,
    /// The addresses of its future.
    body: Body,
}

impl Annotations {
    fn push(&mut self, wait: Wait) {
        self.waits.push(wait);
        PROBED.set(self.waits.len() + 1);
    }
}

/// Whether the poll on this thread is a probe.
#[inline]
pub(crate) fn is_probed() -> bool {
    PROBED.get() != 0
}

/// Records a wait of the goroutine that is probed on this thread; `on` is called with the addresses
/// of its future.
#[cold]
pub(crate) fn annotate(reason: WaitReason, at: &'static Location<'static>, on: impl FnOnce(&Body) -> Vec<WaitTarget>) {
    ANNOTATIONS.with_borrow_mut(|annotations| {
        if let Some(annotations) = annotations {
            let on = on(&annotations.body);
            annotations.push(Wait { reason, at, on, callers: Vec::new() });
        }
    });
}

/// The wait that the probe on this thread records next. One load: each poll of a call asks, also
/// where nothing is probed.
#[inline]
pub(crate) fn next_annotation() -> NextAnnotation {
    NextAnnotation(PROBED.get())
}

/// See [`next_annotation`].
#[derive(Clone, Copy)]
pub(crate) struct NextAnnotation(usize);

/// Records that a call at `at` waits: it is a caller of the waits from `first` on, or, if there are
/// none, a wait for a future that is not of this crate.
#[cold]
pub(crate) fn annotate_call(first: NextAnnotation, at: &'static Location<'static>) {
    ANNOTATIONS.with_borrow_mut(|annotations| {
        let Some(annotations) = annotations else { return };
        let waits = annotations.waits.get_mut(first.0.saturating_sub(1)..).unwrap_or_default();
        if waits.is_empty() {
            annotations.push(Wait { reason: WaitReason::Other, at, on: Vec::new(), callers: Vec::new() });
        } else {
            waits.iter_mut().for_each(|wait| wait.called_at(at));
        }
    });
}

/// Records that the goroutine that is probed on this thread polls a box, and owns it.
#[cold]
pub(crate) fn annotate_box(content: Range<usize>) {
    ANNOTATIONS.with_borrow_mut(|annotations| {
        if let Some(annotations) = annotations {
            annotations.body.add_box(content);
        }
    });
}

/// Records what the goroutine that is probed on this thread keeps.
#[cold]
pub(crate) fn annotate_kept(note: impl FnOnce(&mut Kept)) {
    ANNOTATIONS.with_borrow_mut(|annotations| {
        if let Some(annotations) = annotations {
            note(annotations.body.kept());
        }
    });
}

/// Records that the goroutine can also be woken by what no annotation tells of.
#[cold]
pub(crate) fn annotate_other_wakers() {
    ANNOTATIONS.with_borrow_mut(|annotations| {
        if let Some(annotations) = annotations {
            annotations.other_wakers = true;
        }
    });
}

/// The ordinary waker of the goroutine that is probed on this thread, in place of that of `cx`.
#[cold]
pub(crate) fn ordinary_waker(cx: &Context<'_>) -> Waker {
    let ordinary = ANNOTATIONS.with_borrow(|it| it.as_ref().map(|it| it.waker.clone()));
    ordinary.unwrap_or_else(|| cx.waker().clone())
}

/// Whether the poll on this thread is a probe, and `waker` is the ordinary waker of its goroutine.
pub(crate) fn is_ordinary(waker: &Waker) -> bool {
    is_probed() && ANNOTATIONS.with_borrow(|it| it.as_ref().is_some_and(|it| it.waker.will_wake(waker)))
}

/// The waker of a probe.
struct ProbeWaker {
    /// The ordinary waker.
    waker: Waker,
    /// Whether it was used.
    woken: AtomicBool,
}

impl Wake for ProbeWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Relaxed: only the probe itself reads it, on its own thread.
        self.woken.store(true, Ordering::Relaxed);
        self.waker.wake_by_ref();
    }
}

/// What a probe has found out.
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) struct ProbeResult {
    /// Whether the goroutine is ready to run again.
    pub(super) is_ready: bool,
    /// What it waits for.
    pub(super) waits: Vec<Wait>,
    /// The handles that it keeps.
    pub(super) kept: KeptHandles,
    /// Whether nothing but these waits can wake it.
    pub(super) is_complete: bool,
    /// The number of the last trace that has polled it, if nothing else has polled it since; else
    /// that of none.
    pub(super) quiet_since: u16,
}

impl ProbeResult {
    /// The same, where `trace` is the last that has polled it, and 0 if something else has since.
    pub(crate) fn unless_polled_since(self, trace: u16) -> ProbeResult {
        ProbeResult { quiet_since: trace, ..self }
    }
}

/// Has `poll` poll a goroutine's future, which lies at `body`, with a probe waker, and returns its
/// result with what it annotated.
pub(crate) fn probe<R>(waker: &Waker, body: Range<usize>, poll: impl FnOnce(&Waker) -> R) -> (R, ProbeResult) {
    let probe_waker = Arc::new(ProbeWaker { waker: waker.clone(), woken: AtomicBool::new(false) });
    let probing = Probing::begin(Annotations {
        waits: Vec::new(),
        other_wakers: false,
        waker: waker.clone(),
        body: Body::new(body),
    });
    let result = poll(&Waker::from(Arc::clone(&probe_waker)));
    let (waits, kept, other_wakers) = probing.end();
    let is_ready = probe_waker.woken.load(Ordering::Relaxed);
    let is_complete = !other_wakers && Arc::strong_count(&probe_waker) == 1;
    (result, ProbeResult { is_ready, waits, kept, is_complete, quiet_since: 0 })
}

/// Ends the probe also when the poll panics.
struct Probing;

impl Probing {
    fn begin(annotations: Annotations) -> Probing {
        ANNOTATIONS.set(Some(annotations));
        PROBED.set(1);
        Probing
    }

    fn end(self) -> (Vec<Wait>, KeptHandles, bool) {
        let annotations = ANNOTATIONS.take();
        drop(self);
        annotations.map_or_else(
            || (Vec::new(), KeptHandles::default(), true),
            |it| (it.waits, it.body.into_handles(), it.other_wakers),
        )
    }
}

impl Drop for Probing {
    fn drop(&mut self) {
        PROBED.set(0);
        ANNOTATIONS.set(None);
    }
}
