//! `WaitGroup`: waits for a number of goroutines to be done.
//!
//! One word holds the counter (upper half) and the number of waiters (lower half), as in Go:
//! `add` and `done` are one atomic addition each, and only the `done` that reaches zero while
//! somebody waits takes a lock. A waiter counts itself in, under that lock, by a compare-and-swap
//! that fails if the counter changed; so whoever brings the counter to zero either comes before
//! (the waiter sees zero and does not wait) or sees that somebody waits, takes the lock, and finds
//! it.

#[cfg(not(loom))]
mod spawned;
mod wait;

use std::fmt;
#[cfg(not(loom))]
use std::future::Future;
use std::panic::Location;
use std::task::Waker;

pub use self::wait::WaitGroupWait;
use crate::primitives::atomic::{AtomicU64, Ordering};
use crate::primitives::{Arc, Mutex, lock};
#[cfg(not(loom))]
use crate::scheduler::{spawn::spawn_detached, task::Starter};
use crate::wait::park;
use crate::wait::wait_list::WaitList;
use crate::wait::waiter::Waiter;

/// Go's `sync.WaitGroup`; a clone is another handle to the same group.
///
/// [`add`](WaitGroup::add) counts up, [`done`](WaitGroup::done) counts down,
/// [`wait`](WaitGroup::wait) waits for zero. The first `add` must happen before the
/// `wait`, so call it before the goroutine is started, or let [`go`](WaitGroup::go) do it. A group
/// may be used again once all waits have returned.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let group = WaitGroup::new();
/// for _ in 0..3 {
///     group.add(1);
///     let group = group.clone();
///     std::thread::spawn(move || group.done());
/// }
/// group.wait_blocking();
/// ```
#[derive(Clone, Default)]
pub struct WaitGroup {
    /// What the handles share.
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    /// The counter and the number of waiters.
    state: AtomicU64,
    /// The waiters. One that is not there any more has been released, or skipped.
    waiters: Mutex<WaitList<Waiter>>,
}

/// [`WaitGroup::go`], as traces name it.
#[cfg(not(loom))]
struct Go;

#[cfg(not(loom))]
impl Starter for Go {
    const PATH: &'static str = "goroutines::sync::WaitGroup::go";
}

/// One waiter, as the state counts.
const WAITER: u64 = 1;

/// The counter in `state`.
fn counter(state: u64) -> i32 {
    (state >> 32) as u32 as i32
}

/// The number of waiters in `state`.
fn waiters(state: u64) -> u32 {
    state as u32
}

impl WaitGroup {
    /// What tells this group from all others that are in use.
    #[cfg_attr(loom, allow(dead_code, reason = "models have no captures"))]
    pub(crate) fn address(&self) -> usize {
        std::ptr::from_ref(&*self.shared).addr()
    }

    /// A group of zero.
    ///
    /// # Examples
    ///
    /// ```
    /// goroutines::sync::WaitGroup::new().wait_blocking(); // nothing to wait for
    /// ```
    #[must_use]
    pub fn new() -> WaitGroup {
        WaitGroup::default()
    }

    /// Adds `delta`, which may be negative, to the counter; at zero, all waiters go on.
    ///
    /// # Panics
    ///
    /// With Go's texts: `sync: negative WaitGroup counter`, and
    /// `sync: WaitGroup misuse: Add called concurrently with Wait` where that is noticed.
    ///
    /// # Examples
    ///
    /// ```
    /// let group = goroutines::sync::WaitGroup::new();
    /// group.add(2);
    /// group.add(-2);
    /// group.wait_blocking();
    /// ```
    #[track_caller]
    pub fn add(&self, delta: isize) {
        let delta = i32::try_from(delta).expect("a WaitGroup counts up to 2147483647");
        let added = (delta as u32 as u64) << 32;
        // Release, so that what was done before `done` is seen after `wait`; Acquire, for whoever
        // releases the waiters.
        let state = self.shared.state.fetch_add(added, Ordering::AcqRel).wrapping_add(added);
        let counter = counter(state);
        assert!(counter >= 0, "sync: negative WaitGroup counter");
        if waiters(state) == 0 {
            return;
        }
        assert!(!(delta > 0 && counter == delta), "sync: WaitGroup misuse: Add called concurrently with Wait");
        if counter == 0 {
            self.release();
        }
    }

    /// Counts down by one.
    ///
    /// # Panics
    ///
    /// With Go's `sync: negative WaitGroup counter` when there is nothing to count down.
    ///
    /// # Examples
    ///
    /// ```
    /// let group = goroutines::sync::WaitGroup::new();
    /// group.add(1);
    /// group.done();
    /// ```
    #[track_caller]
    pub fn done(&self) {
        self.add(-1);
    }

    /// Starts a goroutine that runs `work`, and counts it from now until it is done.
    ///
    /// `work` should not panic: that ends the program, and the group does not count down first, so
    /// that no `wait` goes on before. On a runtime that goes on after panics (`on_panic`) it does
    /// count down.
    ///
    /// # Examples
    ///
    /// ```
    /// # use goroutines::prelude::*;
    /// let group = WaitGroup::new();
    /// for i in 0..3 {
    ///     group.go(async move { println!("goroutine {i}") });
    /// }
    /// group.wait_blocking();
    /// ```
    #[doc(alias = "WaitGroup.Go")]
    #[cfg(not(loom))]
    #[track_caller]
    pub fn go<F>(&self, work: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.add(1);
        let counted = spawned::CountedWork::new(work, self.clone());
        spawn_detached::<Go, _>(counted, Location::caller());
    }

    /// Waits until the counter is zero.
    ///
    /// # Panics
    ///
    /// With Go's `sync: WaitGroup is reused before previous Wait has returned` when the group is
    /// counted up again between the release of this waiter and its running on.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// #[goroutines]
    /// fn all_done(group: WaitGroup) {
    ///     group.wait();
    ///     println!("all done");
    /// }
    /// ```
    #[track_caller]
    pub fn wait(&self) -> WaitGroupWait<'_> {
        WaitGroupWait::new(&self.shared, Location::caller())
    }

    /// Waits on a plain thread, which it parks.
    ///
    /// # Panics
    ///
    /// On a worker of a runtime, where it would hold up other goroutines; and as
    /// [`wait`](WaitGroup::wait).
    ///
    /// # Examples
    ///
    /// ```
    /// goroutines::sync::WaitGroup::new().wait_blocking();
    /// ```
    #[track_caller]
    pub fn wait_blocking(&self) {
        park::block_on(self.wait(), "wait()");
    }

    /// Lets all waiters go on, the counter having reached zero.
    #[track_caller]
    fn release(&self) {
        let mut list = lock(&self.shared.waiters);
        // Waiters that were dropped meanwhile are not counted any more; with none left, the group
        // may be in use again.
        let none_waits = |state| match (waiters(state), counter(state)) {
            (0, _) => Some(state),
            (_, 0) => Some(0),
            _ => None,
        };
        let taken = self.shared.state.fetch_update(Ordering::Relaxed, Ordering::Relaxed, none_waits);
        if taken.is_err() {
            drop(list);
            panic!("sync: WaitGroup misuse: Add called concurrently with Wait");
        }
        // A case whose `select!` is done elsewhere is skipped.
        let released = std::iter::from_fn(|| list.pop_front()).filter_map(Waiter::claim);
        let wakers: Vec<Waker> = released.flatten().collect();
        drop(list);
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl fmt::Debug for WaitGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.shared.state.load(Ordering::Relaxed);
        f.debug_struct("WaitGroup").field("counter", &counter(state)).field("waiters", &waiters(state)).finish()
    }
}
