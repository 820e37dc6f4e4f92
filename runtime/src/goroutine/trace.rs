//! A trace: every goroutine is polled once, and its run tells why and where it waits.
//!
//! Nothing is recorded while goroutines wait. They know themselves why they do: an operation that is polled again and cannot go on
//! says so once more (`park::note`). So a trace opens an *epoch*, wakes every goroutine that has ever waited, and lets them run as
//! usual; the first run of each in that epoch is a *probed* one: its notes are kept, and become a [`Sighting`]. A spurious poll is legal
//! for any future, and a goroutine that can really go on just does.
//!
//! A probed run is given a waker of its own, a [`Witness`]. Whoever keeps a clone of it can wake the goroutine by ways that no note
//! tells of: an I/O reactor, another executor, a timer. The operations of this crate keep the ordinary waker, so a witness that
//! nobody has kept proves that the notes are all there is to wait for ([`Sighting::is_complete`]).
//!
//! Memory ordering: the tracer opens the epoch before it locks a part of the registry, and a goroutine that registers looks at
//! the epoch under the same lock. So either the tracer finds it there, or it finds the epoch, and asks for another poll by itself.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ops::Range;
use std::panic::Location;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Wake, Waker};
use std::thread::{self, Thread};

use super::Identity;
use super::object::Object;
use super::registry::SeatNumber;
use super::wait_reason::WaitReason;

/// The number of the trace under way; 0 when there is none.
static EPOCH: AtomicU16 = AtomicU16::new(0);

/// What the trace under way has seen; no user code runs under its lock.
static COLLECTED: Mutex<Option<Collected>> = Mutex::new(None);

thread_local! {
    /// Whether the run on this thread is a probed one.
    static PROBED: Cell<bool> = const { Cell::new(false) };
    /// What the probed run on this thread has noted.
    static NOTES: RefCell<Option<Notes>> = const { RefCell::new(None) };
}

/// One thing a goroutine waits for.
#[derive(Clone, Debug)]
pub(crate) struct Wait {
    /// Why.
    pub(crate) reason: WaitReason,
    /// Where in the program.
    pub(crate) at: &'static Location<'static>,
    /// On what.
    pub(crate) on: Vec<Object>,
}

/// What a probed run has told of its goroutine.
#[derive(Clone, Debug)]
pub(crate) struct Sighting {
    /// Where it sits.
    pub(crate) seat: SeatNumber,
    /// Who it is.
    pub(crate) identity: Identity,
    /// The function whose `go!` started it, as far as known.
    pub(crate) function: Option<&'static str>,
    /// Whether it is ready to run again.
    pub(crate) is_ready: bool,
    /// What it waits for, if it is not ready; empty if that is nothing of this crate.
    pub(crate) waits: Vec<Wait>,
    /// Whether nothing but these waits can wake it.
    pub(crate) is_complete: bool,
}

/// What was seen since the epoch began.
struct Collected {
    sightings: Vec<Sighting>,
    /// Goroutines that were woken just now and have not been seen yet.
    awaited: HashSet<SeatNumber>,
    /// Those that were not seen for so long that the tracer went on.
    late: HashSet<SeatNumber>,
    /// Those that have ended since the tracer last expected anybody: it may have found them in the registry just before.
    gone: HashSet<SeatNumber>,
    /// Who is told when none is awaited.
    tracer: Thread,
}

/// What a probed run has noted so far.
struct Notes {
    waits: Vec<Wait>,
    /// Whether it can also be woken by what no wait tells of.
    more: bool,
    /// The ordinary waker of the goroutine.
    waker: Waker,
    /// Where its future lies in memory.
    body: Range<usize>,
}

/// The number of the trace under way; 0 when there is none.
#[inline]
pub(crate) fn epoch() -> u16 {
    // Relaxed: see "Memory ordering" above; otherwise a late look only makes a goroutine tell a run later.
    EPOCH.load(Ordering::Relaxed)
}

/// Whether the run on this thread is a probed one.
#[inline]
pub(crate) fn is_probed() -> bool {
    PROBED.get()
}

/// Keeps a note of the probed run on this thread; `on` is told where the goroutine's own future lies.
#[cold]
pub(crate) fn note(reason: WaitReason, at: &'static Location<'static>, on: impl FnOnce(&Range<usize>) -> Vec<Object>) {
    NOTES.with_borrow_mut(|notes| {
        if let Some(notes) = notes {
            let on = on(&notes.body);
            notes.waits.push(Wait { reason, at, on });
        }
    });
}

/// Notes that the goroutine can also be woken by what no note tells of.
#[cold]
pub(crate) fn note_more() {
    NOTES.with_borrow_mut(|notes| {
        if let Some(notes) = notes {
            notes.more = true;
        }
    });
}

/// The ordinary waker of the goroutine whose run on this thread is probed, in place of that of `cx`.
#[cold]
pub(crate) fn ordinary_waker(cx: &Context<'_>) -> Waker {
    let ordinary = NOTES.with_borrow(|notes| notes.as_ref().map(|notes| notes.waker.clone()));
    ordinary.unwrap_or_else(|| cx.waker().clone())
}

/// Whether the run on this thread is probed, and `waker` is the ordinary waker of its goroutine.
pub(crate) fn is_ordinary(waker: &Waker) -> bool {
    is_probed() && NOTES.with_borrow(|notes| notes.as_ref().is_some_and(|notes| notes.waker.will_wake(waker)))
}

/// The waker of a probed run.
struct Witness {
    /// The ordinary waker.
    waker: Waker,
    /// Whether it was used.
    woken: AtomicBool,
}

impl Wake for Witness {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Relaxed: only the run itself, on its own thread, is interested.
        self.woken.store(true, Ordering::Relaxed);
        self.waker.wake_by_ref();
    }
}

/// Has `run` poll a goroutine's future, which lies at `body`, with a witness, and returns what it came to with what it told.
pub(crate) fn probe<R>(waker: &Waker, body: Range<usize>, run: impl FnOnce(&Waker) -> R) -> (R, Told) {
    let witness = Arc::new(Witness { waker: waker.clone(), woken: AtomicBool::new(false) });
    let probing = Probing::begin(Notes { waits: Vec::new(), more: false, waker: waker.clone(), body });
    let result = run(&Waker::from(Arc::clone(&witness)));
    let (waits, more) = probing.end();
    let is_ready = witness.woken.load(Ordering::Relaxed);
    (result, Told { is_ready, waits, is_complete: !more && Arc::strong_count(&witness) == 1 })
}

/// What a probed run came to.
pub(crate) struct Told {
    is_ready: bool,
    waits: Vec<Wait>,
    is_complete: bool,
}

/// Ends the probing also when the run panics.
struct Probing;

impl Probing {
    fn begin(notes: Notes) -> Probing {
        NOTES.set(Some(notes));
        PROBED.set(true);
        Probing
    }

    fn end(self) -> (Vec<Wait>, bool) {
        let notes = NOTES.take();
        drop(self);
        notes.map_or((Vec::new(), true), |notes| (notes.waits, notes.more))
    }
}

impl Drop for Probing {
    fn drop(&mut self) {
        PROBED.set(false);
        NOTES.set(None);
    }
}

/// Reports a probed run that did not end its goroutine.
pub(crate) fn sighted(seat: SeatNumber, identity: Identity, function: Option<&'static str>, told: Told) {
    let Told { is_ready, waits, is_complete } = told;
    let waits = if is_ready { Vec::new() } else { waits };
    seen(seat, Some(Sighting { seat, identity, function, is_ready, waits, is_complete }));
}

/// Reports that the goroutine that sat at `seat` has ended.
pub(crate) fn ended(seat: SeatNumber) {
    if epoch() != 0 {
        seen(seat, None);
    }
}

fn seen(seat: SeatNumber, sighting: Option<Sighting>) {
    let mut collected = collected();
    let Some(collected) = &mut *collected else { return };
    if sighting.is_none() {
        collected.gone.insert(seat);
    }
    collected.sightings.extend(sighting);
    let was_awaited = collected.awaited.remove(&seat);
    let told = was_awaited || collected.late.remove(&seat);
    if told && collected.awaited.is_empty() {
        collected.tracer.unpark();
    }
}

fn collected() -> MutexGuard<'static, Option<Collected>> {
    COLLECTED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A trace under way, driven by the thread that opened it; there is one at a time.
pub(crate) struct Trace {
    /// What was taken over from the collection.
    done: Vec<Sighting>,
    /// Where those sit.
    known: HashSet<SeatNumber>,
    /// Held until the end.
    _only: MutexGuard<'static, u16>,
}

/// How far a trace is.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    /// Goroutines that were woken just now and have not been seen yet.
    pub(crate) awaited: usize,
    /// Those that let the tracer wait too long.
    pub(crate) late: usize,
    /// How many have been seen.
    pub(crate) seen: usize,
}

impl Trace {
    /// Opens an epoch, once the trace before is over.
    pub(crate) fn open() -> Trace {
        static LAST: Mutex<u16> = Mutex::new(0);
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        // A goroutine that waits is polled in every epoch, so a number that comes again after 65535 traces is new to it.
        *last = last.checked_add(1).unwrap_or(1);
        let (awaited, late) = Default::default();
        *collected() =
            Some(Collected { sightings: Vec::new(), awaited, late, gone: HashSet::new(), tracer: thread::current() });
        // SeqCst: opened before the tracer looks at any part of the registry.
        EPOCH.store(*last, Ordering::SeqCst);
        Trace { done: Vec::new(), known: HashSet::new(), _only: last }
    }

    /// Expects each of `seated` to be seen, unless it has been, and returns the wakers of those that are to be woken.
    pub(crate) fn expect(&mut self, seated: Vec<(SeatNumber, Waker)>) -> Vec<Waker> {
        self.take_over();
        let mut unseen: Vec<_> = seated.into_iter().filter(|(seat, _)| !self.known.contains(seat)).collect();
        let mut collected = collected();
        let Some(collected) = &mut *collected else { return Vec::new() };
        let mut latest = std::mem::take(&mut collected.gone);
        latest.extend(collected.sightings.iter().map(|seen| seen.seat));
        unseen.retain(|(seat, _)| !latest.contains(seat));
        collected.awaited.extend(unseen.iter().map(|(seat, _)| *seat));
        unseen.into_iter().map(|(_, waker)| waker).collect()
    }

    /// Takes over what was collected, so that the lock is held for moments only, however much there is.
    fn take_over(&mut self) {
        let taken = collected().as_mut().map(|collected| std::mem::take(&mut collected.sightings)).unwrap_or_default();
        self.known.extend(taken.iter().map(|seen| seen.seat));
        self.done.extend(taken);
    }

    /// How far it is.
    pub(crate) fn progress(&self) -> Progress {
        let collected = collected();
        let counts = collected.as_ref().map(|it| (it.awaited.len(), it.late.len(), it.sightings.len()));
        let (awaited, late, seen) = counts.unwrap_or_default();
        Progress { awaited, late, seen: self.done.len() + seen }
    }

    /// Waits for those no longer that are awaited.
    pub(crate) fn go_on(&mut self) {
        if let Some(collected) = &mut *collected() {
            collected.late.extend(collected.awaited.drain());
        }
    }

    /// Ends the trace: all that was seen, and how many were woken and not seen.
    pub(crate) fn close(mut self) -> (Vec<Sighting>, usize) {
        EPOCH.store(0, Ordering::Relaxed);
        self.take_over();
        let Some(Collected { awaited, late, .. }) = collected().take() else { return Default::default() };
        (std::mem::take(&mut self.done), awaited.len() + late.len())
    }
}

impl Drop for Trace {
    fn drop(&mut self) {
        EPOCH.store(0, Ordering::Relaxed);
    }
}
