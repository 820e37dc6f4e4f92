//! Drives a trace: wakes all that wait, block by block, and waits for their answers.

use std::collections::{HashMap, HashSet};
use std::thread;
use std::time::{Duration, Instant};

use crate::goroutine::Identity;
use crate::goroutine::registry::Cursor;
use crate::goroutine::running;
use crate::goroutine::trace::{Progress, Sighting, Trace};

/// After so long without an answer the next block is woken.
const STALL: Duration = Duration::from_millis(5);

/// After so long without an answer the trace ends.
const PATIENCE: Duration = Duration::from_secs(1);

/// With so many unanswered the tracer wakes no more.
const MANY: usize = 1024;

/// All that a trace has found.
pub(super) struct Found {
    /// Those that told themselves.
    pub(super) sightings: Vec<Sighting>,
    /// Those that a worker runs.
    pub(super) running: Vec<Identity>,
    /// Those that were woken and did not get their turn.
    pub(super) unanswered: Vec<Identity>,
}

/// Takes a trace; the calling thread waits for it.
pub(super) fn trace() -> Found {
    let mut trace = Trace::open();
    let mut cursor = Cursor::default();
    let mut unasked = Vec::new();
    while let Some(block) = cursor.next_block() {
        if unasked.is_empty() && has_turns(&mut trace) {
            trace.expect(block).into_iter().for_each(std::task::Waker::wake);
            settle(&trace, STALL, |progress| progress.awaited == 0);
            trace.go_on();
        } else {
            unasked.extend(block.into_iter().map(|(identity, _)| identity));
        }
    }
    settle(&trace, PATIENCE, |progress| all_run(&progress.late));
    let (sightings, unanswered) = trace.close();
    sort(sightings, unanswered, unasked)
}

/// Whether those that are woken get their turn at all: not so if every worker sits in a long run.
fn has_turns(trace: &mut Trace) -> bool {
    trace.progress().late.len() < MANY || settle(trace, PATIENCE, |progress| progress.late.len() < MANY)
}

/// Waits until `done` holds, or no answer has come for `patience`.
fn settle(trace: &Trace, patience: Duration, done: impl Fn(&Progress) -> bool) -> bool {
    let (mut seen, mut since) = (0, Instant::now());
    loop {
        let progress = trace.progress();
        if done(&progress) {
            return true;
        }
        if progress.seen != seen {
            (seen, since) = (progress.seen, Instant::now());
        } else if since.elapsed() >= patience {
            return false;
        }
        thread::park_timeout(STALL.min(patience));
    }
}

/// Whether workers run all of `ids` just now.
fn all_run(ids: &[u64]) -> bool {
    ids.is_empty() || {
        let running: HashSet<u64> = running::all().iter().map(|identity| identity.id).collect();
        ids.iter().all(|id| running.contains(id))
    }
}

fn sort(sightings: Vec<Sighting>, unanswered: Vec<Identity>, unasked: Vec<Identity>) -> Found {
    let seen: HashSet<u64> = sightings.iter().map(|sighting| sighting.identity.id).collect();
    let mut running: HashMap<u64, Identity> =
        running::all().into_iter().map(|identity| (identity.id, identity)).collect();
    running.retain(|id, _| !seen.contains(id));
    let others = unanswered.into_iter().chain(unasked);
    let unanswered = others.filter(|other| !seen.contains(&other.id) && !running.contains_key(&other.id)).collect();
    Found { sightings, running: running.into_values().collect(), unanswered }
}
