//! The threads behind `blocking(…)`: started as work needs them, ended when they have none.
//!
//! # What the deadlock detector relies on
//!
//! 1. These threads run counted work, and nothing else. A count begins before the work is queued
//!    and ends after its waiter has been woken: while none is counted, no thread of the pool can
//!    wake a goroutine.
//! 2. A thread counts itself as ours after it has started, and until it is about to end. Before and
//!    after that the kernel counts a thread more than is known, so the detector says nothing.
//!
//! # Why no work is left behind
//!
//! All of it is under one lock. A thread that is `idle` waits for the condition, or has been woken
//! and not taken the lock again yet; then it takes work before it waits or ends. So as long as no
//! more work is queued than threads are idle, one wake-up per piece is enough. Otherwise a thread
//! is started, or all that may run are at work, and each looks at the queue when it has done its
//! piece.
//!
//! # Rejected
//!
//! *The crate `blocking`*, which was here before. It starts a thread whenever work comes while the
//! others are between two pieces, and its release 1.7 never ends one. The detector had to ask
//! whether its threads were idle, by giving each a piece of work; this itself started threads that
//! nobody knew, and from then on the detector held them for threads of the program: one deadlock of
//! eight was not reported.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use std::{env, io, thread};

use async_task::Runnable;

use crate::idle_threads::{self, CountGuard};
use crate::primitives::lock_std;
use crate::unwind::catch_call;

/// A thread ends once it has had nothing to do for so long.
const IDLE: Duration = Duration::from_millis(500);

/// How many threads there are at most, if the environment does not say.
const DEFAULT_LIMIT: usize = 500;

/// The largest limit that the environment can set.
const LARGEST_LIMIT: usize = 10_000;

static POOL: Pool =
    Pool { state: Mutex::new(State { queue: VecDeque::new(), threads: 0, idle: 0 }), changed: Condvar::new() };

struct Pool {
    state: Mutex<State>,
    /// Wakes an idle thread.
    changed: Condvar,
}

struct State {
    /// Work that no thread has taken.
    queue: VecDeque<Work>,
    /// How many threads there are.
    threads: usize,
    /// How many of them wait, or were woken and have not looked yet.
    idle: usize,
}

/// A piece of work, counted until it is done and its waiter woken.
struct Work {
    task: Runnable,
    _counted: CountGuard,
}

/// Has a thread run `task`.
///
/// # Errors
///
/// When there is no thread and the system refuses one: the task, and what the system said.
pub(super) fn submit(task: Runnable) -> Result<(), (Runnable, io::Error)> {
    let work = Work { task, _counted: idle_threads::begin_blocking() };
    let mut state = lock_std(&POOL.state);
    state.queue.push_back(work);
    if state.queue.len() <= state.idle {
        POOL.changed.notify_one();
    } else if state.threads < limit()
        && let Err(error) = start_thread(&mut state)
        && state.threads == 0
        && let Some(work) = state.queue.pop_back()
    {
        return Err((work.task, error));
    }
    Ok(())
}

fn start_thread(state: &mut State) -> io::Result<()> {
    thread::Builder::new().name("goroutines-blocking".to_owned()).spawn(work)?;
    state.threads += 1;
    Ok(())
}

/// What each thread does until it ends.
fn work() {
    let _ours = idle_threads::register_thread();
    while let Some(Work { task, _counted }) = next() {
        // The work catches its own panics: this one is of a destructor of a result that nobody
        // waits for.
        drop(catch_call(|| task.run()));
    }
}

/// Waits for work. `None` if none has come for a while: then the thread is no longer counted, and
/// ends.
fn next() -> Option<Work> {
    let mut state = lock_std(&POOL.state);
    if state.queue.is_empty() {
        state.idle += 1;
        let waits = |state: &mut State| state.queue.is_empty();
        let waited = POOL.changed.wait_timeout_while(state, IDLE, waits);
        (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.idle -= 1;
    }
    let work = state.queue.pop_front();
    if work.is_none() {
        state.threads -= 1;
    }
    work
}

/// How many threads there may be.
fn limit() -> usize {
    static LIMIT: OnceLock<usize> = OnceLock::new();
    *LIMIT.get_or_init(|| {
        let asked = env::var("BLOCKING_MAX_THREADS").ok().and_then(|value| value.parse::<usize>().ok());
        asked.map_or(DEFAULT_LIMIT, |limit| limit.clamp(1, LARGEST_LIMIT))
    })
}
