//! `Semaphore`: a number of permits that come back, given out in the order of asking.

mod acquire;
mod permit;

use std::fmt;
use std::panic::Location;
use std::sync::Arc;
use std::task::Waker;

pub use self::acquire::{Acquire, AcquireOwned};
pub use self::permit::{OwnedPermit, Permit};
use crate::primitives::{Mutex, lock};
use crate::wait::wait_list::{Key, WaitList};
use crate::wait::{budget, park, waiter};

/// A weighted semaphore: Go's `semaphore.Weighted`.
///
/// Permits are granted in FIFO order, so large requests are not starved by small ones. A request
/// for more permits than there are in all waits forever, and keeps no other request waiting.
///
/// # Examples
///
/// ```
/// use goroutines::sync::Semaphore;
///
/// let slots = Semaphore::new(3);
/// let two = slots.try_acquire(2).unwrap();
/// assert!(slots.try_acquire(2).is_none());
/// drop(two);
/// assert!(slots.try_acquire(3).is_some());
/// ```
#[doc(alias = "Weighted")]
pub struct Semaphore {
    /// How many permits there are in all.
    size: usize,
    /// What is out, and who waits.
    state: Mutex<State>,
}

struct State {
    /// How many permits are out.
    held: usize,
    /// Who waits. One that is not there any more has got its permits.
    waiters: WaitList<Waiter>,
}

struct Waiter {
    /// How many permits it asked for.
    wants: usize,
    /// Who asked.
    waiter: waiter::Waiter,
}

impl Semaphore {
    /// A semaphore with `permits` permits, all free.
    ///
    /// # Examples
    ///
    /// ```
    /// let slots = goroutines::sync::Semaphore::new(2);
    /// assert_eq!(slots.available(), 2);
    /// ```
    #[must_use]
    #[doc(alias = "NewWeighted")]
    pub fn new(permits: usize) -> Semaphore {
        Semaphore { size: permits, state: Mutex::new(State { held: 0, waiters: WaitList::new() }) }
    }

    /// Waits until `permits` permits are free and nobody waits ahead, and takes them.
    ///
    /// Zero permits still wait their turn. Dropped half-way, the future takes nothing, and permits
    /// that were already given to it go on to others.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::Semaphore;
    ///
    /// #[goroutines]
    /// fn limited(slots: &Semaphore) {
    ///     let _permit = slots.acquire(1);
    ///     // At most as many goroutines are here as there are permits.
    /// }
    /// ```
    #[track_caller]
    pub fn acquire(&self, permits: usize) -> Acquire<'_> {
        Acquire::new(self, permits, Location::caller())
    }

    /// Takes `permits` permits if that needs no wait.
    ///
    /// # Examples
    ///
    /// ```
    /// # use goroutines::sync::Semaphore;
    /// assert!(Semaphore::new(1).try_acquire(2).is_none());
    /// ```
    pub fn try_acquire(&self, permits: usize) -> Option<Permit<'_>> {
        self.try_take(permits).then(|| Permit::new(self, permits))
    }

    /// Takes `permits` permits from a plain thread, which it parks meanwhile.
    ///
    /// # Panics
    ///
    /// On a worker of a runtime, where it would hold up other goroutines.
    ///
    /// # Examples
    ///
    /// ```
    /// # use goroutines::sync::Semaphore;
    /// let slots = Semaphore::new(1);
    /// let _permit = slots.acquire_blocking(1);
    /// assert_eq!(slots.available(), 0);
    /// ```
    #[track_caller]
    pub fn acquire_blocking(&self, permits: usize) -> Permit<'_> {
        park::block_on(self.acquire(permits), "acquire(…)")
    }

    /// [`acquire`](Semaphore::acquire) with permits that refer to the semaphore by an `Arc`, so
    /// that a goroutine can take them along.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use goroutines::prelude::*;
    /// use goroutines::sync::Semaphore;
    ///
    /// #[goroutines]
    /// fn start(slots: &Arc<Semaphore>) {
    ///     let permit = slots.acquire_owned(1);
    ///     go! {
    ///         // Work.
    ///         drop(permit);
    ///     }
    /// }
    /// ```
    // Loom's `Arc` cannot be a receiver.
    #[track_caller]
    pub fn acquire_owned(self: &Arc<Self>, permits: usize) -> AcquireOwned {
        AcquireOwned::new(Arc::clone(self), permits, Location::caller())
    }

    /// [`try_acquire`](Semaphore::try_acquire) with permits that refer to the semaphore by an
    /// `Arc`.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use goroutines::sync::Semaphore;
    ///
    /// let slots = Arc::new(Semaphore::new(1));
    /// let permit = slots.try_acquire_owned(1).unwrap();
    /// std::thread::spawn(move || drop(permit)).join().unwrap();
    /// assert_eq!(slots.available(), 1);
    /// ```
    pub fn try_acquire_owned(self: &Arc<Self>, permits: usize) -> Option<OwnedPermit> {
        self.try_take(permits).then(|| OwnedPermit::new(Arc::clone(self), permits))
    }

    /// Takes permits if that needs no wait.
    fn try_take(&self, permits: usize) -> bool {
        let taken = lock(&self.state).try_take(permits, self.size);
        if !taken {
            budget::spend_in_vain();
        }
        taken
    }

    /// Gives `permits` permits back that were kept by [`Permit::forget`].
    ///
    /// # Panics
    ///
    /// With Go's `semaphore: released more than held` when fewer are out.
    ///
    /// # Examples
    ///
    /// ```
    /// # use goroutines::sync::Semaphore;
    /// let slots = Semaphore::new(1);
    /// slots.acquire_blocking(1).forget();
    /// slots.release(1);
    /// assert_eq!(slots.available(), 1);
    /// ```
    #[track_caller]
    pub fn release(&self, permits: usize) {
        let mut wakers = Vec::new();
        let mut state = lock(&self.state);
        let Some(held) = state.held.checked_sub(permits) else {
            drop(state);
            panic!("semaphore: released more than held");
        };
        state.held = held;
        state.serve(self.size, &mut wakers);
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// How many permits are free, whether or not somebody waits for more.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(goroutines::sync::Semaphore::new(5).available(), 5);
    /// ```
    pub fn available(&self) -> usize {
        self.size - lock(&self.state).held
    }

    /// Ends the wait at `key`; true if it was no longer in the queue: served, or skipped.
    fn leave(&self, key: Key) -> bool {
        let mut wakers = Vec::new();
        let mut state = lock(&self.state);
        let left = state.waiters.remove(key);
        // Others may have waited behind this one only.
        state.serve(self.size, &mut wakers);
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
        left.is_none()
    }
}

impl State {
    fn try_take(&mut self, permits: usize, size: usize) -> bool {
        let free = self.waiters.is_empty() && permits <= size - self.held;
        if free {
            self.held += permits;
        }
        free
    }

    /// Gives permits to waiters, the longest first, until one wants more than there are.
    fn serve(&mut self, size: usize, wakers: &mut Vec<Waker>) {
        while self.waiters.front_entry().is_some_and(|head| head.wants <= size - self.held) {
            let Some(Waiter { wants, waiter }) = self.waiters.pop_front() else { return };
            // A case whose `select!` is done elsewhere gets nothing.
            if let Some(waker) = waiter.claim() {
                self.held += wants;
                wakers.extend(waker);
            }
        }
    }
}

impl fmt::Debug for Semaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Semaphore").field("size", &self.size).field("available", &self.available()).finish()
    }
}
