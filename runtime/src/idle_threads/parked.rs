//! Threads that wait in a blocking call of ours, counted so that a count that has not changed says
//! that none of them was woken.
//!
//! A thread counts itself once it has taken the state that lets others wake it. Whoever wakes it
//! takes it out of the count first, and lets it go on after that. So a thread that is counted
//! sleeps, or its waker is in the call that wakes it and is a thread that is awake beside it. The
//! *stamp* in the same word rises with each change.
//!
//! (Rejected: to wake first and count then. The woken thread may have ended before, and then its
//! waker, which is awake, passes for it; the model found that.)

use crate::primitives::atomic::{AtomicU8, AtomicU64, Ordering};

/// One change of the count.
const STAMP: u64 = 1 << 24;

/// How many threads are parked, and how often that has changed.
#[derive(Debug)]
pub(crate) struct Parked(AtomicU64);

/// A reading of [`Parked`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ParkedCount(u64);

impl ParkedCount {
    /// How many threads are parked.
    pub(crate) fn count(self) -> usize {
        usize::try_from(self.0 % STAMP).unwrap_or(usize::MAX)
    }
}

impl Parked {
    #[cfg(not(loom))]
    pub(crate) const fn new() -> Parked {
        Parked(AtomicU64::new(0))
    }

    #[cfg(loom)]
    pub(crate) fn new() -> Parked {
        Parked(AtomicU64::new(0))
    }

    /// The count, with its stamp.
    pub(crate) fn read(&self) -> ParkedCount {
        // SeqCst, as all changes: readings and changes have one order, in which an unchanged stamp
        // says that there was none.
        ParkedCount(self.0.load(Ordering::SeqCst))
    }
}

/// The state of one thread that may park.
#[derive(Debug)]
pub(crate) struct ParkState(AtomicU8);

/// The thread runs, and has not been woken since it parked last.
const RUNS: u8 = 0;
/// The thread is parked, and counted or about to be.
const PARKS: u8 = 1;
/// Somebody is about to wake the thread, and takes it out of the count.
const WAKING: u8 = 2;
/// The thread was woken.
const WOKEN: u8 = 3;

impl ParkState {
    /// The state of a thread that runs.
    pub(crate) fn new() -> ParkState {
        ParkState(AtomicU8::new(RUNS))
    }

    /// The thread itself: counts as parked from now on; `false` if it was woken meanwhile, and must
    /// not park.
    pub(crate) fn begin(&self, parked: &Parked) -> bool {
        let begins = self.0.compare_exchange(RUNS, PARKS, Ordering::SeqCst, Ordering::SeqCst).is_ok();
        if begins {
            parked.0.fetch_add(STAMP + 1, Ordering::SeqCst);
        }
        begins
    }

    /// The thread itself: whether it must stay parked.
    pub(crate) fn is_parked(&self) -> bool {
        // Relaxed: `end` follows, which is ordered.
        matches!(self.0.load(Ordering::Relaxed), PARKS | WAKING)
    }

    /// The thread itself: runs again. Pairs with `wake`: what was done before any wake is seen
    /// after this, since each of them writes.
    pub(crate) fn end(&self) {
        self.0.swap(RUNS, Ordering::SeqCst);
    }

    /// Another thread: wakes this one; `true` if it is parked, and has to be unparked.
    pub(crate) fn wake(&self, parked: &Parked) -> bool {
        let next = |state| match state {
            RUNS => WOKEN,
            PARKS => WAKING,
            other => other,
        };
        let before = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |state| Some(next(state)));
        let was_parked = before == Ok(PARKS);
        if was_parked {
            // It may not have counted itself yet: then the count is nonsense for a moment, which is
            // no number of threads.
            parked.0.fetch_add(STAMP - 1, Ordering::SeqCst);
            self.0.swap(WOKEN, Ordering::SeqCst);
        }
        was_parked
    }
}

#[cfg(all(test, loom))]
mod loom_model {
    //! A thread parks, another wakes it and ends, a third looks: it never takes a thread that was
    //! woken for one that sleeps.

    use loom::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use loom::sync::{Arc, Condvar, Mutex};
    use loom::thread;

    use super::{ParkState, Parked};

    struct Model {
        parked: Parked,
        state: ParkState,
        /// What the kernel says: threads that have not ended, but for the one that looks.
        threads: AtomicUsize,
        /// What the wake is for.
        news: AtomicBool,
        /// In place of the operating system's park.
        token: Mutex<bool>,
        unparked: Condvar,
    }

    impl Model {
        fn sleep(&self) {
            while !self.news.load(Ordering::Relaxed) {
                if self.state.begin(&self.parked) {
                    while self.state.is_parked() {
                        let mut token = self.token.lock().unwrap();
                        while !std::mem::take(&mut *token) {
                            token = self.unparked.wait(token).unwrap();
                        }
                    }
                }
                self.state.end();
            }
            self.threads.fetch_sub(1, Ordering::SeqCst);
        }

        fn wake(&self) {
            self.news.store(true, Ordering::Relaxed);
            if self.state.wake(&self.parked) {
                *self.token.lock().unwrap() = true;
                self.unparked.notify_one();
            }
            self.threads.fetch_sub(1, Ordering::SeqCst);
        }

        /// Whether all threads but this one look as if they slept for good.
        fn looks_dead(&self) -> bool {
            let first = self.parked.read();
            let threads = self.threads.load(Ordering::SeqCst);
            threads > 0 && threads == first.count() && self.parked.read() == first
        }
    }

    #[test]
    fn loom_a_woken_thread_is_never_taken_for_parked() {
        loom::model(|| {
            let model = Arc::new(Model {
                parked: Parked::new(),
                state: ParkState::new(),
                threads: AtomicUsize::new(2),
                news: AtomicBool::new(false),
                token: Mutex::new(false),
                unparked: Condvar::new(),
            });
            let (sleeper, waker) = (Arc::clone(&model), Arc::clone(&model));
            let threads = [thread::spawn(move || sleeper.sleep()), thread::spawn(move || waker.wake())];
            // The waker always comes, so nobody sleeps for good.
            assert!(!model.looks_dead());
            threads.into_iter().for_each(|thread| thread.join().unwrap());
            assert_eq!(model.parked.read().count(), 0);
        });
    }
}
