//! What outside the scheduler can still make a goroutine ready, as far as it is known: for the deadlock detector, which keeps
//! silent about everything it does not know.
//!
//! A thread of the process is either *ours* (a worker, a monitor, the timer thread: each acts only on what the detector looks at
//! by itself), or *parked* in one of our blocking calls and not woken, or *foreign*: then it may do anything, and there is no deadlock.
//!
//! Parked threads are counted with a stamp that rises with every change, so that two equal readings say that nothing has changed in
//! between (`outside/parked.rs`).

mod parked;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Wake;
use std::thread::{self, Thread};

use parked::{Parked, Reading, Turn};

/// Parked threads.
#[cfg(not(loom))]
fn parked() -> &'static Parked {
    static PARKED: Parked = Parked::new();
    &PARKED
}

/// Models park no threads of the operating system.
#[cfg(loom)]
fn parked() -> &'static Parked {
    unreachable!("a model parks no thread")
}

/// Threads of ours that live.
static OURS: AtomicUsize = AtomicUsize::new(0);

/// Wakers declared by the program.
static DECLARED: AtomicUsize = AtomicUsize::new(0);

/// Work given to `blocking(…)` that has not ended.
static BLOCKING: AtomicUsize = AtomicUsize::new(0);

/// What is known just now; two equal readings say that nothing has changed in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outside {
    /// The count of parked threads, with its stamp.
    parked: Reading,
    /// Threads of ours.
    ours: usize,
    /// Declared wakers, and work that may wake.
    wakers: usize,
}

impl Outside {
    /// What is known just now.
    pub(crate) fn look() -> Outside {
        // SeqCst, as all changes: see `Parked::read`.
        Outside {
            parked: parked().read(),
            ours: OURS.load(Ordering::SeqCst),
            wakers: DECLARED.load(Ordering::SeqCst) + BLOCKING.load(Ordering::SeqCst),
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

/// Counts a change as long as it lives.
#[derive(Debug)]
pub(crate) struct Counted(&'static AtomicUsize);

impl Counted {
    fn new(count: &'static AtomicUsize) -> Counted {
        count.fetch_add(1, Ordering::SeqCst);
        Counted(count)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Counts the calling thread as ours, until the end of what is returned.
pub(crate) fn enlist_thread() -> Counted {
    Counted::new(&OURS)
}

/// Counts a thread as ours that starts just now.
pub(crate) fn thread_starts() {
    OURS.fetch_add(1, Ordering::SeqCst);
}

/// Counts a thread as ours no more.
pub(crate) fn thread_ends() {
    OURS.fetch_sub(1, Ordering::SeqCst);
}

/// Threads that want to know when something ended that could wake a goroutine.
static WATCHERS: Mutex<Vec<Thread>> = Mutex::new(Vec::new());

/// Has the calling thread unparked when the last timer is gone, until the end of what is returned.
pub(crate) fn watch_here() -> Watching {
    watchers().push(thread::current());
    Watching
}

/// A thread that watches.
pub(crate) struct Watching;

impl Drop for Watching {
    fn drop(&mut self) {
        let me = thread::current().id();
        watchers().retain(|watcher| watcher.id() != me);
    }
}

/// Unparks those who watch: no timer is left.
pub(crate) fn no_timer_left() {
    watchers().iter().for_each(Thread::unpark);
}

fn watchers() -> MutexGuard<'static, Vec<Thread>> {
    WATCHERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts a waker that the program declares.
pub(crate) fn declare() -> Counted {
    Counted::new(&DECLARED)
}

/// Counts work given to `blocking(…)`.
pub(crate) fn begin_blocking() -> Counted {
    Counted::new(&BLOCKING)
}

/// A thread that parks until it is woken.
pub(crate) struct Parker(Arc<Unparker>);

/// Wakes a parked thread.
pub(crate) struct Unparker {
    thread: Thread,
    turn: Turn,
}

impl Parker {
    /// A parker for the calling thread.
    pub(crate) fn new() -> Parker {
        Parker(Arc::new(Unparker { thread: thread::current(), turn: Turn::new() }))
    }

    /// What wakes it.
    pub(crate) fn unparker(&self) -> Arc<Unparker> {
        Arc::clone(&self.0)
    }

    /// Parks until woken; returns at once if it was woken since the last call.
    pub(crate) fn park(&self) {
        let turn = &self.0.turn;
        if turn.begin(parked()) {
            while turn.is_parked() {
                thread::park();
            }
        }
        turn.end();
    }
}

impl Wake for Unparker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.turn.wake(parked()) {
            self.thread.unpark();
        }
    }
}
