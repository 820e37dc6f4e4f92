//! "All goroutines are asleep": finds out that none can ever run again, and ends the program with
//! Go's text.
//!
//! A program is dead when goroutines live and nothing is left that could make one ready. This is
//! what could, and how it is excluded:
//!
//! | what | excluded by |
//! |---|---|
//! | a goroutine that runs or is ready | no run loop is active, nor the relief, and all queues are empty |
//! | a timer | no entry is armed or being acted on (`timer`) |
//! | work given to `blocking(…)` | it is counted until its waiter is woken (`blocking/pool.rs`) |
//! | a declared waker | it is counted (`idle_threads.rs`) |
//! | a socket of this crate's | waits for one are counted (`wait/io.rs`) |
//! | a socket or a timer of tokio's | no goroutine keeps its waker with something unknown, or nothing is registered with the reactor (`reactor/registrations.rs`) |
//! | a task of tokio's | none lives, or nothing is registered with the reactor that could wake it |
//! | any other thread: of the user, of an I/O reactor, of another executor | the kernel's count of the threads of this process is the number of threads known to be idle |
//! | a job given to rayon alone (`rayon::spawn`) | every worker takes a job of ours at the same time, and has none waiting |
//!
//! # Why there is no false alarm
//!
//! Each row alone is a snapshot; together they are one, because they are read twice, and everything
//! that changes leaves a stamp. Suppose that something could still act at the end of the second
//! reading. It is a thread that is not idle, or an armed timer, or declared. An armed timer or a
//! declaration is seen by the second reading itself. A thread that is not idle is either unknown,
//! and then the kernel counts one more than we know, or it was known to be idle before and was
//! woken since: parked threads and workers are woken by somebody who was awake, and the chain of
//! wakers leads back to before the first reading, where its beginning was awake and was counted by
//! the kernel, or ran a goroutine, which raises the workers' counts of runs, or was parked and
//! woken, which raises the stamp. So the second reading differs from the first, and nothing is
//! said.
//!
//! A worker that is idle for the scheduler may run, or have in front of it, a job that a goroutine
//! gave to `rayon::spawn`. So all workers are called together: while all of them are in a job of
//! ours, and none has another one waiting, no such job runs on top of any stack. This is done twice
//! in a row, for a job that waits in a `join` of its own might take the call for the other half of
//! its work.
//!
//! # When it looks
//!
//! The monitor does, before it goes to sleep, which is some milliseconds after the last run loop
//! retired; so a program that runs pays nothing. As long as it cannot tell (another thread lives),
//! it looks again twice a second; while a timer is armed, or no goroutine lives, it need not. Where
//! the system does not say how many threads there are, it is off.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{iter, thread};

use super::reactor::Reactor;
use super::shared::Scheduler;
use crate::goroutine::scope;
use crate::idle_threads::{self, CountGuard, Snapshot};
use crate::join::{end_program, goexit};
use crate::primitives::{Mutex, MutexGuard, lock};
use crate::{diag, platform, timer};

/// When it looks again as long as it cannot tell.
const AGAIN: Duration = Duration::from_millis(500);

/// How often it looks after a trace, and how long it pauses in between.
const RETRIES: u32 = 50;
const RETRY: Duration = Duration::from_millis(2);

/// When it looks again once the main goroutine has called `goexit`.
const AGAIN_SOON: Duration = Duration::from_millis(20);

/// All runtimes that were not dropped.
static OPEN: Mutex<Vec<Open>> = Mutex::new(Vec::new());

/// A runtime that the detector looks at.
struct Open {
    scheduler: &'static Scheduler,
    /// Says that it cannot know, if its builder said so.
    _unknown: Option<CountGuard>,
}

/// Whether the program says that it has no threads but ours, where the system does not tell.
static NO_OTHER_THREADS: AtomicBool = AtomicBool::new(false);

/// Adds `scheduler` to the runtimes that the detector looks at; `detection` is what its builder
/// set.
pub(super) fn watch(scheduler: &'static Scheduler, detection: Option<bool>) {
    if detection == Some(true) {
        NO_OTHER_THREADS.store(true, Ordering::Relaxed);
    }
    let unknown = detection == Some(false) || !diag::is_on("deadlock");
    open().push(Open { scheduler, _unknown: unknown.then(idle_threads::declare_external_waker) });
}

fn open() -> MutexGuard<'static, Vec<Open>> {
    lock(&OPEN)
}

/// Removes `scheduler` from the runtimes that the detector looks at.
pub(super) fn forget(scheduler: &'static Scheduler) {
    open().retain(|open| !std::ptr::eq(open.scheduler, scheduler));
}

/// When it looks again, at the latest, as long as tokio's reactor may wake somebody.
const LONGEST_AGAIN: Duration = Duration::from_secs(8);

/// When to look again after a look that showed only that tokio's reactor may wake somebody, and how
/// long that is after the last.
static REACTOR_AGAIN: Mutex<Option<(Instant, Duration)>> = Mutex::new(None);

/// Has the monitor of `scheduler` look again.
pub(super) fn look_again(scheduler: &'static Scheduler) {
    scheduler.monitor.unpark();
}

/// Looks whether the program is dead, and ends it then. Returns when to look again, if nobody says
/// that something has changed.
pub(super) fn look() -> Option<Duration> {
    let open: Vec<_> = open().iter().map(|open| open.scheduler).collect();
    let is_empty = open.iter().all(|scheduler| scheduler.live() == 0);
    if is_empty && !goexit::main_exited() || timer::is_pending() {
        return None;
    }
    // A tick that wakes nobody has nobody look behind it.
    if timer::is_acting() {
        return Some(AGAIN_SOON);
    }
    if is_empty {
        if is_dead(&open) {
            end_program("fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n");
        }
        return Some(AGAIN_SOON);
    }
    if let Some((at, _)) = *lock(&REACTOR_AGAIN)
        && let Some(left) = at.checked_duration_since(Instant::now())
    {
        return Some(left);
    }
    // A test that is stuck fails by itself, and the others go on.
    if !scope::any_open() && is_dead(&open) {
        let dump = diag::take(None);
        // The trace has polled every goroutine: one that could go on after all has done so, and is
        // no longer asleep.
        if dump.all_wait() && is_dead_again(&open) {
            if may_be_woken(&open, &dump) {
                return Some(look_later());
            }
            end_program(&diag::deadlock_text(dump));
        }
    }
    *lock(&REACTOR_AGAIN) = None;
    Some(AGAIN)
}

/// Whether tokio's reactor may wake a goroutine that waits for something unknown, or a task that
/// may wake any.
fn may_be_woken(open: &[&'static Scheduler], dump: &diag::Dump) -> bool {
    let is_unknown = dump.goroutines().iter().any(|goroutine| !goroutine.is_complete());
    open.iter().any(|it| (is_unknown || it.reactor.has_tasks()) && may_wake(&it.reactor))
}

/// Whether the reactor may wake somebody. Its worker may just be returning there, from the call
/// that brought all workers together.
fn may_wake(reactor: &Reactor) -> bool {
    let tries = iter::repeat_n(Duration::from_millis(1), 20);
    reactor.may_wake() && tries.inspect(|&pause| thread::sleep(pause)).all(|_| reactor.may_wake())
}

/// Notes that a look costs more than it shows, a poll of every goroutine, as long as sockets are
/// open; returns when to look again.
fn look_later() -> Duration {
    let mut again = lock(&REACTOR_AGAIN);
    let pause = again.map_or(AGAIN, |(_, pause)| (pause * 2).min(LONGEST_AGAIN));
    *again = Some((Instant::now() + pause, pause));
    pause
}

/// One reading of all that can change.
#[derive(PartialEq, Eq)]
struct Reading {
    outside: Snapshot,
    /// How many runs the workers have begun, ever.
    runs: u64,
}

impl Reading {
    /// A reading that says that nothing can act, if that is so.
    fn dead(open: &[&'static Scheduler]) -> Option<Reading> {
        let outside = Snapshot::take();
        let runs = open.iter().map(|scheduler| scheduler.queues.runs()).sum();
        let nothing_runs = open.iter().all(|it| it.idle.is_idle() && !it.relief.is_active() && !it.queues.has_work());
        let idle = !outside.has_wakers()
            && nothing_runs
            && !timer::is_pending()
            && !timer::is_acting()
            && platform::thread_count().map_or_else(no_other_threads, |threads| threads == outside.idle_threads());
        idle.then_some(Reading { outside, runs })
    }
}

fn is_dead(open: &[&'static Scheduler]) -> bool {
    let Some(first) = Reading::dead(open) else { return false };
    let is_idle = |it: &Scheduler| it.pool.is_idle(|| it.reactor.nudge()) && it.relief.pool.is_idle(|| {});
    let workers_idle = || open.iter().all(|it| is_idle(it));
    workers_idle() && workers_idle() && Reading::dead(open).is_some_and(|second| second == first)
}

/// Whether the program is dead also after a trace. The run loops that have answered it take some
/// time to retire, and rayon's threads to notice the barrier: it looks again and again for a while.
fn is_dead_again(open: &[&'static Scheduler]) -> bool {
    let mut looks = (0..RETRIES).map(|_| {
        let dead = is_dead(open);
        if !dead {
            thread::sleep(RETRY);
        }
        dead
    });
    looks.any(|dead| dead)
}

/// What the program says where the system does not tell.
fn no_other_threads() -> bool {
    NO_OTHER_THREADS.load(Ordering::Relaxed)
}
