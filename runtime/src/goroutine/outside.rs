//! What outside the scheduler can still make a goroutine ready, as far as it is known: for the deadlock detector, which keeps
//! silent about everything it does not know.
//!
//! A thread of the process is either *ours* (a worker, a monitor, the timer thread: each acts only on what the detector looks at
//! by itself), or *parked* in one of our blocking calls and not woken, or *foreign*: then it may do anything, and there is no deadlock.
//!
//! Parked threads are counted in one word together with a *stamp* that rises with every change, so that two equal readings say that
//! nothing has changed in between. A parked thread leaves the count in the call that wakes it, before the waker returns: while
//! the count is too high by a thread that was woken, that waker is a thread that runs, which is counted as foreign, or is
//! a worker in a drain, or the timer thread, which says that it acts.

use std::sync::atomic::{AtomicU8, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Wake;
use std::thread::{self, Thread};

/// Parked threads in the lower bits, the stamp above.
static PARKED: AtomicU64 = AtomicU64::new(0);

/// One change of [`PARKED`].
const STAMP: u64 = 1 << 24;

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
    parked: u64,
    /// Threads of ours.
    ours: usize,
    /// Declared wakers, and work that may wake.
    wakers: usize,
}

impl Outside {
    /// What is known just now.
    pub(crate) fn look() -> Outside {
        // SeqCst, as all changes: readings and changes have one order, in which an unchanged stamp says that there was none.
        Outside {
            parked: PARKED.load(Ordering::SeqCst),
            ours: OURS.load(Ordering::SeqCst),
            wakers: DECLARED.load(Ordering::SeqCst) + BLOCKING.load(Ordering::SeqCst),
        }
    }

    /// How many threads of the process are known to do nothing by themselves.
    pub(crate) fn idle_threads(self) -> usize {
        usize::try_from(self.parked % STAMP).unwrap_or(0) + self.ours
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

/// Has the calling thread unparked from now on when the last timer is gone.
pub(crate) fn watch_here() {
    WATCHERS.lock().unwrap_or_else(PoisonError::into_inner).push(thread::current());
}

/// Unparks those who watch: no timer is left.
pub(crate) fn no_timer_left() {
    WATCHERS.lock().unwrap_or_else(PoisonError::into_inner).iter().for_each(Thread::unpark);
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
    /// [`RUNS`], [`PARKS`] or [`WOKEN`].
    state: AtomicU8,
}

/// The thread runs, and has not been woken since it parked last.
const RUNS: u8 = 0;
/// The thread is parked, and counted.
const PARKS: u8 = 1;
/// The thread was woken.
const WOKEN: u8 = 2;

impl Parker {
    /// A parker for the calling thread.
    pub(crate) fn new() -> Parker {
        Parker(Arc::new(Unparker { thread: thread::current(), state: AtomicU8::new(RUNS) }))
    }

    /// What wakes it.
    pub(crate) fn unparker(&self) -> Arc<Unparker> {
        Arc::clone(&self.0)
    }

    /// Parks until woken; returns at once if it was woken since the last call.
    pub(crate) fn park(&self) {
        let state = &self.0.state;
        // SeqCst: see `Outside::look`. The swap below pairs with the one in `wake_by_ref`: what was done before the wake is seen.
        if state.compare_exchange(RUNS, PARKS, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
            PARKED.fetch_add(STAMP + 1, Ordering::SeqCst);
            while state.load(Ordering::Relaxed) == PARKS {
                thread::park();
            }
        }
        state.swap(RUNS, Ordering::SeqCst);
    }
}

impl Wake for Unparker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.state.swap(WOKEN, Ordering::SeqCst) == PARKS {
            // It may not have counted itself yet: then the count is nonsense for a moment, which keeps the detector silent.
            PARKED.fetch_add(STAMP - 1, Ordering::SeqCst);
            self.thread.unpark();
        }
    }
}
