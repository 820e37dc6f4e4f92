//! `Cond`: goroutines that wait until another one says that something has changed.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};

use super::mutex::{Lock, Mutex, MutexGuard};
use crate::primitives::{self, lock};
use crate::trace::wait_reason::WaitReason;
use crate::wait::park;
use crate::wait::wait_list::{Key, WaitList, renew};

/// Go's `sync.Cond`: a meeting point for goroutines that wait for a change under a [`Mutex`].
///
/// [`wait`](Cond::wait) takes the guard, lets go of the mutex, parks, and gives the guard back.
/// There are no spurious wake-ups; but somebody else may have had the mutex first, so look again in
/// a loop.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::sync::{Cond, Mutex};
///
/// #[goroutines]
/// fn pop(queue: &Mutex<Vec<i32>>, filled: &Cond) -> i32 {
///     let mut guard = queue.lock();
///     loop {
///         match guard.pop() {
///             Some(value) => return value,
///             None => guard = filled.wait(guard),
///         }
///     }
/// }
/// ```
pub struct Cond {
    /// Who waits. One that is not there any more has been signaled.
    waiters: primitives::Mutex<WaitList<Waker>>,
}

impl Cond {
    /// A condition that nobody waits for.
    ///
    /// # Examples
    ///
    /// ```
    /// let changed = goroutines::sync::Cond::new();
    /// changed.signal(); // nobody waits: no effect
    /// ```
    #[doc(alias = "NewCond")]
    #[cfg(not(loom))]
    #[must_use]
    pub const fn new() -> Cond {
        Cond { waiters: primitives::Mutex::new(WaitList::new()) }
    }

    #[cfg(loom)]
    #[allow(missing_docs, reason = "exists in models only")]
    pub fn new() -> Cond {
        Cond { waiters: primitives::Mutex::new(WaitList::new()) }
    }

    /// Unlocks the mutex, waits for a signal, and locks again.
    ///
    /// A signal that comes after the mutex was unlocked is not missed. Dropped half-way, the future
    /// leaves the mutex unlocked, and a signal that it had already received goes to the next
    /// waiter.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::{Cond, Mutex};
    ///
    /// #[goroutines]
    /// fn until_ready(ready: &Mutex<bool>, changed: &Cond) {
    ///     let mut guard = ready.lock();
    ///     while !*guard {
    ///         guard = changed.wait(guard);
    ///     }
    /// }
    /// ```
    #[track_caller]
    pub fn wait<'c, 'm, T: ?Sized>(&'c self, guard: MutexGuard<'m, T>) -> Wait<'c, 'm, T> {
        Wait { cond: self, stage: Stage::Holds(guard), at: Location::caller() }
    }

    /// Waits as long as `condition` holds for the data: the loop around [`wait`](Cond::wait).
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::sync::{Cond, Mutex};
    ///
    /// #[goroutines]
    /// fn pop(queue: &Mutex<Vec<i32>>, filled: &Cond) -> Option<i32> {
    ///     let mut queue = filled.wait_while(queue.lock(), |queue| queue.is_empty());
    ///     queue.pop()
    /// }
    ///
    /// #[goroutines]
    /// fn main() {
    ///     assert_eq!(pop(&Mutex::new(vec![7]), &Cond::new()), Some(7));
    /// }
    /// ```
    pub async fn wait_while<'m, T: ?Sized>(
        &self,
        mut guard: MutexGuard<'m, T>,
        mut condition: impl FnMut(&mut T) -> bool,
    ) -> MutexGuard<'m, T> {
        while condition(&mut guard) {
            guard = self.wait(guard).await;
        }
        guard
    }

    /// Wakes the longest waiter, if there is one. The caller may hold the mutex, but need not.
    ///
    /// # Examples
    ///
    /// ```
    /// goroutines::sync::Cond::new().signal();
    /// ```
    pub fn signal(&self) {
        let longest = lock(&self.waiters).pop_front();
        if let Some(waker) = longest {
            waker.wake();
        }
    }

    /// Wakes all waiters. The caller may hold the mutex, but need not.
    ///
    /// # Examples
    ///
    /// ```
    /// goroutines::sync::Cond::new().broadcast();
    /// ```
    pub fn broadcast(&self) {
        let mut waiters = lock(&self.waiters);
        let wakers: Vec<Waker> = std::iter::from_fn(|| waiters.pop_front()).collect();
        drop(waiters);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Whether the waiter at `key` has been signaled; if not, it will be woken through `cx`.
    fn is_signaled(&self, key: Key, cx: &Context<'_>) -> bool {
        let replaced = lock(&self.waiters).get_mut(key).map(|waker| renew(waker, cx));
        replaced.is_none()
    }
}

impl Default for Cond {
    fn default() -> Cond {
        Cond::new()
    }
}

impl fmt::Debug for Cond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cond").finish_non_exhaustive()
    }
}

/// The future of [`Cond::wait`].
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Wait<'c, 'm, T: ?Sized> {
    /// What to wait for.
    cond: &'c Cond,
    /// How far it is.
    stage: Stage<'m, T>,
    /// Where the program waits.
    at: &'static Location<'static>,
}

enum Stage<'m, T: ?Sized> {
    /// Not waiting yet.
    Holds(MutexGuard<'m, T>),
    /// Among the waiters, the mutex unlocked.
    Waits(Key, &'m Mutex<T>),
    /// Signaled, and waiting for the mutex.
    Locks(Lock<'m, T>),
    /// Gave the guard back.
    Over,
}

impl<'m, T: ?Sized> Future for Wait<'_, 'm, T> {
    type Output = MutexGuard<'m, T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<MutexGuard<'m, T>> {
        let at = self.at;
        if let Stage::Holds(guard) = &self.stage {
            let mutex = guard.mutex();
            let key = lock(&self.cond.waiters).push_back(park::park(cx, WaitReason::CondWait, at));
            // Unlocks, now that no signal can be missed.
            self.stage = Stage::Waits(key, mutex);
            return Poll::Pending;
        }
        if let Stage::Waits(key, mutex) = self.stage {
            if !self.cond.is_signaled(key, cx) {
                park::annotate(WaitReason::CondWait, at);
                return Poll::Pending;
            }
            self.stage = Stage::Locks(Lock::resume(mutex, None, at));
        }
        let Stage::Locks(lock) = &mut self.stage else { panic!("`Cond::wait` polled after completion") };
        let guard = ready!(Pin::new(lock).poll(cx));
        self.stage = Stage::Over;
        Poll::Ready(guard)
    }
}

impl<T: ?Sized> Drop for Wait<'_, '_, T> {
    fn drop(&mut self) {
        let signaled = match self.stage {
            Stage::Waits(key, _) => {
                let left = lock(&self.cond.waiters).remove(key);
                left.is_none()
            }
            Stage::Locks(_) => true,
            Stage::Holds(_) | Stage::Over => false,
        };
        if signaled {
            self.cond.signal();
        }
    }
}

impl<T: ?Sized> fmt::Debug for Wait<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").finish_non_exhaustive()
    }
}
