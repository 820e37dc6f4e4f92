//! Panics in progress: what the end of `main`, the leak check and `SIGQUIT` wait for, so that none
//! is lost.
//!
//! A panic is in progress from the moment it is raised, through the deferred calls that it runs,
//! until it is recovered, kept for a join, or printed. Go counts the same (`runningPanicDefers` and
//! `panicking` in `runtime/panic.go`).
//!
//! Three things are counted under one lock. A *raise* belongs to the poll of a goroutine in which
//! it happened, and counts until that poll is over: nothing has to be undone when the user catches
//! the panic. *Deferred calls* may wait, so they outlast the poll and count by themselves. So does
//! a *report*, the printing of a panic that nobody can observe. A panic changes from one to the
//! next before it leaves the former, so that a reader who holds the lock sees one of them.

use std::sync::Mutex;
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use crate::goroutine::running::{self, Run};
use crate::primitives::lock_std;

/// How long one waits for deferred calls and destructors, which may never end. Go yields a thousand
/// times.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often one looks.
const PAUSE: Duration = Duration::from_millis(1);

/// How long a raise counts on a thread that runs no goroutine, if nobody catches it: a job of
/// rayon's, whose panic another thread is about to get.
const STRAY: Duration = Duration::from_millis(100);

static STATE: Mutex<State> = Mutex::new(State { raises: Vec::new(), deferring: 0, reporting: 0 });

/// What is in progress.
struct State {
    raises: Vec<Raise>,
    /// Functions whose deferred calls run because of a panic, and handlers of panics.
    deferring: usize,
    /// Panics that end the program.
    reporting: usize,
}

/// A panic that was raised and not yet caught, or caught in the same poll.
struct Raise {
    thread: ThreadId,
    /// The poll in which it happened; `None` on a thread that runs no goroutine.
    run: Option<Run>,
    at: Instant,
}

impl Raise {
    fn counts(&self) -> bool {
        self.run.as_ref().map_or_else(|| self.at.elapsed() < STRAY, Run::is_current)
    }
}

/// Counts a panic that is raised on this thread, or raised again.
pub(super) fn raise() {
    let (thread, run, at) = (thread::current().id(), running::here(), Instant::now());
    let mut state = lock_std(&STATE);
    state.raises.retain(|raise| raise.counts() && (raise.thread != thread || raise.run.is_some()));
    if !state.raises.iter().any(|raise| raise.run.is_some() && raise.run == run) {
        state.raises.push(Raise { thread, run, at });
    }
}

/// Notes that a panic raised on `origin` was caught on this thread.
pub(super) fn catch(origin: ThreadId) {
    if running::here().is_some() {
        raise();
    }
    lock_std(&STATE).raises.retain(|raise| raise.run.is_some() || raise.thread != origin);
}

/// Counts as long as it lives.
pub(crate) struct InProgress(fn(&mut State) -> &mut usize);

/// Counts deferred calls that run because of a panic, or the handler of one.
pub(crate) fn deferring() -> InProgress {
    InProgress::begin(|state| &mut state.deferring)
}

/// Counts a panic that ends the program.
pub(crate) fn reporting() -> InProgress {
    InProgress::begin(|state| &mut state.reporting)
}

impl InProgress {
    fn begin(count: fn(&mut State) -> &mut usize) -> InProgress {
        *count(&mut lock_std(&STATE)) += 1;
        InProgress(count)
    }
}

impl Drop for InProgress {
    fn drop(&mut self) {
        *(self.0)(&mut lock_std(&STATE)) -= 1;
    }
}

/// Waits until no panic is in progress, by blocking the thread. One that ends the program does so
/// meanwhile; for one whose deferred calls or destructors never end it waits a second at most.
pub(crate) fn wait_until_none() {
    let begin = Instant::now();
    loop {
        let (any, reporting) = look();
        if !any || !reporting && begin.elapsed() >= PATIENCE {
            return;
        }
        thread::sleep(PAUSE);
    }
}

/// Whether any panic is in progress, and whether one ends the program.
fn look() -> (bool, bool) {
    let mut state = lock_std(&STATE);
    state.raises.retain(Raise::counts);
    let reporting = state.reporting > 0;
    (reporting || state.deferring > 0 || !state.raises.is_empty(), reporting)
}
