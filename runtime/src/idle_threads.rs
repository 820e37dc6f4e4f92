//! What outside the scheduler can still wake a goroutine, as far as it is known: for the deadlock
//! detector, which reports nothing as long as something unknown might.
//!
//! A thread of the process is one of three:
//!
//! - *ours*: a worker, a monitor, the timer thread. It acts only on what the detector inspects
//!   itself.
//! - *parked* in a blocking call of this crate, and not woken.
//! - *foreign*: it may do anything, so there is no deadlock.
//!
//! Parked threads are counted with a stamp that rises with every change: two equal readings say
//! that nothing has changed in between (`idle_threads/parked.rs`).

#[cfg_attr(loom, allow(dead_code, reason = "models have no scheduler"))]
pub(crate) mod barrier;
pub(crate) mod parked;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Thread};

use crossbeam_utils::CachePadded;

use crate::primitives::{lock_std, thread_number};
use parked::{Parked, ParkedCount};

/// Parked threads.
#[cfg(not(loom))]
pub(crate) fn parked() -> &'static Parked {
    static PARKED: Parked = Parked::new();
    &PARKED
}

/// Models park no threads of the operating system.
#[cfg(loom)]
pub(crate) fn parked() -> &'static Parked {
    unreachable!("a model parks no thread")
}

/// Threads of ours that live.
static OURS: AtomicUsize = AtomicUsize::new(0);

/// Wakers declared by the program.
static EXTERNAL_WAKERS: AtomicUsize = AtomicUsize::new(0);

/// Work given to `blocking(…)` that has not ended.
static BLOCKING: AtomicUsize = AtomicUsize::new(0);

/// How many parts the count of waits for sockets has.
const SHARDS: u32 = 16;

/// Operations that wait for a socket: the sum of all parts, modulo 2⁶⁴.
///
/// Each thread changes a part of its own: a request and its answer change this four times, and all
/// workers would write to one cache line. A wait may begin on one thread and end on another, so
/// only the sum means anything, and only while nothing changes it. The detector reads it twice, and
/// no goroutine runs in between.
static IO_WAITS: [CachePadded<AtomicUsize>; SHARDS as usize] =
    [const { CachePadded::new(AtomicUsize::new(0)) }; SHARDS as usize];

/// What is known at one moment; two equal snapshots say that nothing has changed in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Snapshot {
    /// The count of parked threads, with its stamp.
    parked: ParkedCount,
    /// Threads of ours.
    ours: usize,
    /// Declared wakers, work given to `blocking(…)`, and sockets waited for.
    wakers: usize,
}

impl Snapshot {
    /// What is known now.
    pub(crate) fn take() -> Snapshot {
        // SeqCst, as all changes: see `Parked::read`.
        Snapshot {
            parked: parked().read(),
            ours: OURS.load(Ordering::SeqCst),
            wakers: [&EXTERNAL_WAKERS, &BLOCKING]
                .into_iter()
                .chain(IO_WAITS.iter().map(|count| &**count))
                .fold(0, |sum, count| sum.wrapping_add(count.load(Ordering::SeqCst))),
        }
    }

    /// How many threads of the process are known to do nothing by themselves.
    pub(crate) fn idle_threads(self) -> usize {
        self.parked.count().saturating_add(self.ours)
    }

    /// Whether something is known that may wake a goroutine.
    pub(crate) fn has_wakers(self) -> bool {
        self.wakers > 0
    }
}

/// Adds one to a count as long as it lives.
#[derive(Debug)]
pub(crate) struct CountGuard(&'static AtomicUsize);

impl CountGuard {
    fn new(count: &'static AtomicUsize) -> CountGuard {
        count.fetch_add(1, Ordering::SeqCst);
        CountGuard(count)
    }
}

impl Drop for CountGuard {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Counts the calling thread as ours until the guard is dropped.
pub(crate) fn register_thread() -> CountGuard {
    CountGuard::new(&OURS)
}

/// Counts a thread as ours from its start; [`thread_ends`] ends that.
pub(crate) fn thread_starts() {
    OURS.fetch_add(1, Ordering::SeqCst);
}

/// Counts a thread of [`thread_starts`] no longer.
pub(crate) fn thread_ends() {
    OURS.fetch_sub(1, Ordering::SeqCst);
}

/// Counts a waker that the program declares.
pub(crate) fn declare_external_waker() -> CountGuard {
    CountGuard::new(&EXTERNAL_WAKERS)
}

/// Counts work given to `blocking(…)`.
pub(crate) fn begin_blocking() -> CountGuard {
    CountGuard::new(&BLOCKING)
}

/// Counts an operation that waits for a socket, as long as it lives.
#[derive(Debug)]
pub(crate) struct IoWaitGuard(());

/// Counts an operation that waits for a socket.
pub(crate) fn begin_io_wait() -> IoWaitGuard {
    my_io_waits().fetch_add(1, Ordering::SeqCst);
    IoWaitGuard(())
}

impl Drop for IoWaitGuard {
    fn drop(&mut self) {
        my_io_waits().fetch_sub(1, Ordering::SeqCst);
    }
}

fn my_io_waits() -> &'static AtomicUsize {
    &IO_WAITS[thread_number(SHARDS) as usize]
}

/// Threads to unpark when something has ended that could wake a goroutine.
static WATCHERS: Mutex<Vec<Thread>> = Mutex::new(Vec::new());

/// Has the calling thread unparked when the last timer is gone, until the guard is dropped.
pub(crate) fn watch_here() -> Watching {
    lock_std(&WATCHERS).push(thread::current());
    Watching
}

/// A thread that watches.
pub(crate) struct Watching;

impl Drop for Watching {
    fn drop(&mut self) {
        let me = thread::current().id();
        lock_std(&WATCHERS).retain(|watcher| watcher.id() != me);
    }
}

/// Unparks the threads that watch: no timer is left.
pub(crate) fn no_timer_left() {
    lock_std(&WATCHERS).iter().for_each(Thread::unpark);
}
