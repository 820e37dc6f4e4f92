//! A trace: every goroutine is polled once, and its poll tells why and where it waits.
//!
//! Nothing is recorded while goroutines wait. An operation that is polled again and cannot go on
//! says once more why it waits (`park::annotate`). So a trace opens an *epoch*, wakes every
//! goroutine that has ever waited, and lets them run as usual. The first poll of each in that epoch
//! is a *probe* (`trace/probe.rs`): its annotations are kept, and become an [`Observation`]. A
//! spurious poll is legal for any future, and a goroutine that can go on just does.
//!
//! Memory ordering: the tracer opens the epoch before it locks a shard of the tasks, and a
//! goroutine that registers reads the epoch under the same lock. So either the tracer finds it
//! there, or it finds the epoch, and asks for another poll by itself.

#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) mod owned_tasks;
mod probe;
pub(crate) mod wait_reason;
pub(crate) mod wait_target;

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::panic::Location;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::task::Waker;
use std::thread::{self, Thread};

use crate::goroutine::Identity;
use crate::primitives::lock_std;
use owned_tasks::TaskSlot;
use probe::ProbeResult;
#[cfg(not(loom))]
pub(crate) use probe::probe;
pub(crate) use probe::{NextAnnotation, annotate, annotate_other_wakers, is_ordinary, is_probed, ordinary_waker};
#[cfg_attr(loom, allow(unused_imports, reason = "models have no calls"))]
pub(crate) use probe::{annotate_box, annotate_call, annotate_kept, next_annotation};
use wait_reason::WaitReason;
use wait_target::{KeptHandles, WaitTarget};

/// Says, beside the number of the trace that has seen a goroutine, that something else has polled
/// it since.
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) const POLLED: u16 = 1 << 15;

/// The number of the trace after that of `number`: never 0, and without [`POLLED`].
pub(crate) fn number_after(number: u16) -> u16 {
    number % (POLLED - 1) + 1
}

/// The number of the trace under way; 0 when there is none.
static EPOCH: AtomicU16 = AtomicU16::new(0);

/// What the trace under way has observed; no user code runs under its lock.
static COLLECTED: Mutex<Option<Collected>> = Mutex::new(None);

thread_local! {
    /// Whether a tracer wakes a goroutine on this thread.
    static TRACES: Cell<bool> = const { Cell::new(false) };
    /// The goroutine that it made ready.
    static WOKEN: Cell<Option<Identity>> = const { Cell::new(None) };
}

/// Notes, where a tracer wakes goroutines, that `identity` gives the one that this made ready.
#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) fn note_woken(identity: impl FnOnce() -> Identity) {
    if TRACES.get() {
        WOKEN.set(Some(identity()));
    }
}

/// One thing a goroutine waits for.
#[derive(Clone, Debug)]
pub(crate) struct Wait {
    /// Why.
    pub(crate) reason: WaitReason,
    /// Where in the program.
    pub(crate) at: &'static Location<'static>,
    /// On what.
    pub(crate) on: Vec<WaitTarget>,
    /// The calls that led there, innermost first, as far as they are known.
    pub(crate) callers: Vec<&'static Location<'static>>,
}

impl Wait {
    /// Adds the call at `at` to those that led there. A call of the operation itself is its place
    /// already.
    fn called_at(&mut self, at: &'static Location<'static>) {
        let last = self.callers.last().copied().unwrap_or(self.at);
        if (last.file(), last.line()) != (at.file(), at.line()) {
            self.callers.push(at);
        }
    }
}

/// What a probe has found out about its goroutine.
#[derive(Clone, Debug)]
pub(crate) struct Observation {
    /// Its slot among the goroutines that have waited.
    pub(crate) slot: TaskSlot,
    /// Its identity.
    pub(crate) identity: Identity,
    /// The function whose `go!` started it, as far as known.
    pub(crate) function: Option<&'static str>,
    /// Whether it is ready to run again.
    pub(crate) is_ready: bool,
    /// What it waits for, if it is not ready; empty if that is nothing of this crate.
    pub(crate) waits: Vec<Wait>,
    /// The handles that it keeps beside those it waits through.
    pub(crate) kept: KeptHandles,
    /// Whether nothing but these waits can wake it.
    pub(crate) is_complete: bool,
    /// The number of the last trace that has polled it, if nothing else has polled it since; else
    /// that of none.
    pub(crate) quiet_since: u16,
}

/// What was observed since the epoch began.
struct Collected {
    /// The number of the trace.
    number: u16,
    observations: Vec<Observation>,
    /// Goroutines that were woken and have not been observed yet.
    awaited: HashSet<TaskSlot>,
    /// Those that were not observed for so long that the tracer went on.
    late: HashSet<TaskSlot>,
    /// Those that have ended since the tracer last expected any: it may have found them in their
    /// slots just before.
    gone: HashSet<TaskSlot>,
    /// The thread to unpark when none is awaited.
    tracer: Thread,
}

/// The number of the trace under way; 0 when there is none.
#[inline]
pub(crate) fn epoch() -> u16 {
    // Relaxed: see "Memory ordering" above; otherwise a late look only delays an answer by one
    // poll.
    EPOCH.load(Ordering::Relaxed)
}

/// Reports a probe for the trace of that number, which did not end its goroutine.
pub(crate) fn observed(
    number: u16,
    slot: TaskSlot,
    identity: Identity,
    function: Option<&'static str>,
    result: ProbeResult,
) {
    let ProbeResult { is_ready, waits, kept, is_complete, quiet_since } = result;
    let waits = if is_ready { Vec::new() } else { waits };
    let observation = Observation { slot, identity, function, is_ready, waits, kept, is_complete, quiet_since };
    collect(slot, Some((number, observation)));
}

/// Reports that the goroutine at `slot` has ended.
pub(crate) fn ended(slot: TaskSlot) {
    if epoch() != 0 {
        collect(slot, None);
    }
}

fn collect(slot: TaskSlot, observation: Option<(u16, Observation)>) {
    let mut collected = collected();
    let Some(collected) = &mut *collected else { return };
    match observation {
        None => drop(collected.gone.insert(slot)),
        Some((number, observation)) if number == collected.number => collected.observations.push(observation),
        // It comes too late for its trace, and the next one asks again.
        Some(_) => return,
    }
    let was_awaited = collected.awaited.remove(&slot);
    let was_expected = was_awaited || collected.late.remove(&slot);
    if was_expected && collected.awaited.is_empty() {
        collected.tracer.unpark();
    }
}

fn collected() -> MutexGuard<'static, Option<Collected>> {
    lock_std(&COLLECTED)
}

/// A trace under way, driven by the thread that opened it; there is one at a time.
pub(crate) struct Trace {
    /// What was taken over from the collection.
    done: Vec<Observation>,
    /// The slots of those.
    known: HashSet<TaskSlot>,
    /// Those that were not ready until they were woken.
    woken: HashMap<TaskSlot, Identity>,
    /// Its number, locked until the end.
    number: MutexGuard<'static, u16>,
}

/// How far a trace is.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    /// Goroutines that were woken and have not been observed yet.
    pub(crate) awaited: usize,
    /// Those that let the tracer wait too long.
    pub(crate) late: usize,
    /// How many have been observed.
    pub(crate) observed: usize,
}

impl Trace {
    /// Opens an epoch, once the trace before is over.
    pub(crate) fn open() -> Trace {
        static LAST: Mutex<u16> = Mutex::new(0);
        let mut last = lock_std(&LAST);
        // A goroutine that waits is polled in every epoch, so a number that is used again after
        // 32767 traces is new to it.
        *last = number_after(*last);
        let (observations, awaited, late, gone) = Default::default();
        *collected() = Some(Collected { number: *last, observations, awaited, late, gone, tracer: thread::current() });
        // SeqCst: opened before the tracer locks any shard of the tasks.
        EPOCH.store(*last, Ordering::SeqCst);
        Trace { done: Vec::new(), known: HashSet::new(), woken: HashMap::new(), number: last }
    }

    /// Expects each of `tasks` to be observed, unless it has been, and wakes those.
    pub(crate) fn wake(&mut self, tasks: Vec<(TaskSlot, Waker)>) {
        for (slot, waker) in self.expect(tasks) {
            WOKEN.set(None);
            TRACES.set(true);
            waker.wake();
            TRACES.set(false);
            self.woken.extend(WOKEN.take().map(|identity| (slot, identity)));
        }
    }

    /// Expects each of `tasks` to be observed, unless it has been, and returns those that are to be
    /// woken.
    fn expect(&mut self, tasks: Vec<(TaskSlot, Waker)>) -> Vec<(TaskSlot, Waker)> {
        self.take_over();
        let mut unseen: Vec<_> = tasks.into_iter().filter(|(slot, _)| !self.known.contains(slot)).collect();
        let mut collected = collected();
        let Some(collected) = &mut *collected else { return Vec::new() };
        let mut latest = std::mem::take(&mut collected.gone);
        latest.extend(collected.observations.iter().map(|observation| observation.slot));
        unseen.retain(|(slot, _)| !latest.contains(slot));
        collected.awaited.extend(unseen.iter().map(|(slot, _)| *slot));
        unseen
    }

    /// Takes over what was collected, so that the lock is held for moments only, however much it
    /// is.
    fn take_over(&mut self) {
        let taken =
            collected().as_mut().map(|collected| std::mem::take(&mut collected.observations)).unwrap_or_default();
        self.known.extend(taken.iter().map(|observation| observation.slot));
        self.done.extend(taken);
    }

    /// Its number.
    pub(crate) fn number(&self) -> u16 {
        *self.number
    }

    /// How far it is.
    pub(crate) fn progress(&self) -> Progress {
        let collected = collected();
        let counts = collected.as_ref().map(|it| (it.awaited.len(), it.late.len(), it.observations.len()));
        let (awaited, late, collected) = counts.unwrap_or_default();
        Progress { awaited, late, observed: self.done.len() + collected }
    }

    /// Stops waiting for those that are awaited.
    pub(crate) fn go_on(&mut self) {
        if let Some(collected) = &mut *collected() {
            collected.late.extend(collected.awaited.drain());
        }
    }

    /// Ends the trace: all observations, who was woken and not observed, and of how many more that
    /// is all that is known.
    pub(crate) fn close(mut self) -> (Vec<Observation>, Vec<Identity>, usize) {
        EPOCH.store(0, Ordering::Relaxed);
        self.take_over();
        let Some(Collected { awaited, late, .. }) = collected().take() else { return Default::default() };
        let unobserved = awaited.len() + late.len();
        let woken: Vec<Identity> = awaited.iter().chain(&late).filter_map(|slot| self.woken.remove(slot)).collect();
        let unknown = unobserved - woken.len();
        (std::mem::take(&mut self.done), woken, unknown)
    }
}

impl Drop for Trace {
    fn drop(&mut self) {
        EPOCH.store(0, Ordering::Relaxed);
    }
}
