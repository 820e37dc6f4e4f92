//! Drives a trace: wakes all that wait, chunk by block, and waits for their answers.

use std::collections::HashSet;
use std::task::Waker;
use std::thread;
use std::time::{Duration, Instant};

use crate::goroutine::Identity;
use crate::goroutine::running;
use crate::trace::owned_tasks::{Cursor, TaskSlot};
use crate::trace::{Observation, Progress, Trace};

/// After so long without an answer the next chunk is woken.
const STALL: Duration = Duration::from_millis(5);

/// After so long without an answer the trace ends.
const PATIENCE: Duration = Duration::from_millis(300);

/// So many are woken together.
const CROWD: usize = 512;

/// With so many unanswered the tracer wakes no more.
const MANY: usize = 1024;

/// All that a trace has found.
pub(super) struct Found {
    /// Those that told themselves.
    pub(super) observations: Vec<Observation>,
    /// Those that a worker runs.
    pub(super) running: Vec<Identity>,
    /// Those that the trace made ready, and that did not get their turn.
    pub(super) ready: Vec<Identity>,
    /// How many more did not get their turn.
    pub(super) unanswered: usize,
    /// The number of the trace.
    pub(super) number: u16,
}

/// Takes a trace; the calling thread waits for it.
pub(super) fn trace() -> Found {
    let mut trace = Trace::open();
    let mut cursor = Cursor::default();
    let mut unasked = 0;
    while let Some(chunk) = next_crowd(&mut cursor) {
        if unasked == 0 && has_turns(&mut trace) {
            trace.wake(chunk);
            settle(&trace, STALL, |progress| progress.awaited == 0);
            trace.go_on();
        } else {
            unasked += chunk.len();
        }
    }
    settle(&trace, PATIENCE, |progress| progress.late == 0);
    let number = trace.number();
    let (observations, ready, unknown) = trace.close();
    sort(observations, ready, unknown + unasked, number)
}

/// Some of those that sit: enough to be worth a wait, and not so many that others would wait for
/// long behind them.
fn next_crowd(cursor: &mut Cursor) -> Option<Vec<(TaskSlot, Waker)>> {
    let mut crowd = cursor.next_chunk()?;
    while crowd.len() < CROWD
        && let Some(chunk) = cursor.next_chunk()
    {
        crowd.extend(chunk);
    }
    Some(crowd)
}

/// Whether those that are woken get their turn at all: not so if every worker sits in a long run.
fn has_turns(trace: &mut Trace) -> bool {
    trace.progress().late < MANY || settle(trace, PATIENCE, |progress| progress.late < MANY)
}

/// Waits until `done` holds, or no answer has come for `patience`.
fn settle(trace: &Trace, patience: Duration, done: impl Fn(&Progress) -> bool) -> bool {
    let (mut seen, mut since) = (0, Instant::now());
    loop {
        let progress = trace.progress();
        if done(&progress) {
            return true;
        }
        if progress.observed != seen {
            (seen, since) = (progress.observed, Instant::now());
        } else if since.elapsed() >= patience {
            return false;
        }
        thread::park_timeout(STALL.min(patience));
    }
}

/// Adds those that a worker runs and that did not tell themselves.
fn sort(observations: Vec<Observation>, mut ready: Vec<Identity>, unanswered: usize, number: u16) -> Found {
    let seen: HashSet<u64> = observations.iter().map(|observation| observation.identity.id).collect();
    let mut running = running::all();
    running.retain(|identity| !seen.contains(&identity.id));
    let waits = ready.len();
    ready.retain(|woken| running.iter().all(|identity| identity.id != woken.id));
    // Those that run are among the others, except those that have just begun.
    let unanswered = unanswered.saturating_sub(running.len() - (waits - ready.len()));
    Found { observations, running, ready, unanswered, number }
}
