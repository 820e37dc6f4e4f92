//! Waiting for permits, and holding them.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::{Semaphore, Waiter};
use crate::primitives::lock;
use crate::trace::wait_reason::WaitReason;
use crate::wait::wait_list::{Key, renew};
use crate::wait::{budget, park};

/// Permits of a [`Semaphore`], given back when this is dropped.
#[derive(Debug)]
#[must_use = "dropping the permit gives it back"]
pub struct Permit<'a> {
    /// Whose they are.
    semaphore: &'a Semaphore,
    /// How many.
    permits: usize,
}

impl<'a> Permit<'a> {
    /// Permits that have been taken.
    pub(super) fn new(semaphore: &'a Semaphore, permits: usize) -> Permit<'a> {
        Permit { semaphore, permits }
    }

    /// Keeps the permits out until [`Semaphore::release`] gives them back, from anywhere.
    ///
    /// # Examples
    ///
    /// ```
    /// # use goroutines::sync::Semaphore;
    /// let slots = Semaphore::new(1);
    /// slots.acquire_blocking(1).forget();
    /// assert_eq!(slots.available(), 0);
    /// ```
    pub fn forget(mut self) {
        self.permits = 0;
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if self.permits > 0 {
            self.semaphore.release(self.permits);
        }
    }
}

/// The future of [`Semaphore::acquire`].
#[must_use = "futures do nothing unless awaited"]
pub struct Acquire<'a> {
    /// From where.
    semaphore: &'a Semaphore,
    /// How many permits.
    permits: usize,
    /// Its place among the waiters.
    key: Option<Key>,
    /// Where the program asks.
    at: &'static Location<'static>,
}

impl<'a> Acquire<'a> {
    pub(super) fn new(semaphore: &'a Semaphore, permits: usize, at: &'static Location<'static>) -> Acquire<'a> {
        Acquire { semaphore, permits, key: None, at }
    }
}

impl<'a> Future for Acquire<'a> {
    type Output = Permit<'a>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Permit<'a>> {
        let Acquire { semaphore, permits, key, at } = *self;
        if key.is_none() {
            ready!(budget::poll_proceed(cx));
        }
        let mut state = lock(&semaphore.state);
        let replaced = match key {
            Some(key) => state.waiters.get_mut(key).map(|waiter| renew(&mut waiter.waker, cx)),
            None if state.try_take(permits, semaphore.size) => None,
            None => {
                let waker = park::park(cx, WaitReason::SemaphoreAcquire, at);
                if permits <= semaphore.size {
                    self.key = Some(state.waiters.push_back(Waiter { wants: permits, waker }));
                }
                Some(None)
            }
        };
        drop(state);
        if replaced.is_some() {
            park::annotate(WaitReason::SemaphoreAcquire, at);
            return Poll::Pending;
        }
        self.key = None;
        Poll::Ready(Permit { semaphore, permits })
    }
}

impl Drop for Acquire<'_> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.semaphore.abandon(key, self.permits);
        }
    }
}

impl fmt::Debug for Acquire<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Acquire").field("permits", &self.permits).finish_non_exhaustive()
    }
}
