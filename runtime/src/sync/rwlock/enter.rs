//! Waiting for access.

use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::queue::Access;
use super::{RwLock, RwLockReadGuard, RwLockWriteGuard};
use crate::wait::case::{Attempt, Waitable};
use crate::wait::select_token::SelectCase;
use crate::wait::wait_list::Key;
use crate::wait::{budget, park};

/// The future of [`RwLock::read`].
#[derive(Debug)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Read<'a, T: ?Sized>(Enter<'a, T>);

/// The future of [`RwLock::write`].
#[derive(Debug)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Write<'a, T: ?Sized>(Enter<'a, T>);

impl<'a, T: ?Sized> Read<'a, T> {
    pub(super) fn new(lock: &'a RwLock<T>, at: &'static Location<'static>) -> Read<'a, T> {
        Read(Enter { lock, access: Access::Read, key: None, at })
    }

    /// The wait of the program at `at`, with its place among the waiters if it has one.
    #[cfg(not(loom))]
    pub(in crate::sync) fn resume(lock: &'a RwLock<T>, key: Option<Key>, at: &'static Location<'static>) -> Self {
        Read(Enter { lock, access: Access::Read, key, at })
    }

    /// Leaves its place to who resumes the wait.
    #[cfg(not(loom))]
    pub(in crate::sync) fn suspend(mut self) -> Option<Key> {
        self.0.key.take()
    }
}

impl<'a, T: ?Sized> Write<'a, T> {
    pub(super) fn new(lock: &'a RwLock<T>, at: &'static Location<'static>) -> Write<'a, T> {
        Write(Enter { lock, access: Access::Write, key: None, at })
    }

    /// The wait of the program at `at`, with its place among the waiters if it has one.
    #[cfg(not(loom))]
    pub(in crate::sync) fn resume(lock: &'a RwLock<T>, key: Option<Key>, at: &'static Location<'static>) -> Self {
        Write(Enter { lock, access: Access::Write, key, at })
    }

    /// Leaves its place to who resumes the wait.
    #[cfg(not(loom))]
    pub(in crate::sync) fn suspend(mut self) -> Option<Key> {
        self.0.key.take()
    }
}

impl<'a, T: ?Sized> Future for Read<'a, T> {
    type Output = RwLockReadGuard<'a, T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<RwLockReadGuard<'a, T>> {
        self.0.poll(cx).map(RwLockReadGuard::enter)
    }
}

impl<'a, T: ?Sized> Future for Write<'a, T> {
    type Output = RwLockWriteGuard<'a, T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<RwLockWriteGuard<'a, T>> {
        self.0.poll(cx).map(RwLockWriteGuard::enter)
    }
}

macro_rules! waitable {
    ($($Enter:ident gives $Guard:ident)*) => { $(impl<'a, T: ?Sized> Waitable for $Enter<'a, T> {
        type Output = $Guard<'a, T>;

        fn try_now(&mut self) -> Option<$Guard<'a, T>> {
            self.0.lock.queue.try_enter(self.0.access).then(|| $Guard::enter(self.0.lock))
        }

        fn register(&mut self, case: SelectCase<'_>, _: &mut Context<'_>) -> Attempt<$Guard<'a, T>> {
            let Enter { lock, access, key, .. } = &mut self.0;
            lock.queue.register(*access, key, case).map(|()| $Guard::enter(lock))
        }

        fn unregister(&mut self, chosen: bool) -> Option<$Guard<'a, T>> {
            let Enter { lock, key, .. } = &mut self.0;
            let left = key.take().is_some_and(|key| lock.queue.leave(key));
            (left && chosen).then(|| $Guard::enter(lock))
        }
    })* };
}

waitable!(Read gives RwLockReadGuard Write gives RwLockWriteGuard);

/// A wait for access of either kind.
struct Enter<'a, T: ?Sized> {
    /// Where to enter.
    lock: &'a RwLock<T>,
    /// As what.
    access: Access,
    /// Its place among the waiters.
    key: Option<Key>,
    /// Where the program enters.
    at: &'static Location<'static>,
}

impl<'a, T: ?Sized> Enter<'a, T> {
    fn poll(&mut self, cx: &Context<'_>) -> Poll<&'a RwLock<T>> {
        let queue = &self.lock.queue;
        if self.key.is_none() {
            ready!(budget::poll_proceed(cx));
            if queue.try_enter(self.access) {
                return Poll::Ready(self.lock);
            }
        }
        let lock = self.lock;
        park::annotate_with(self.access.wait_reason(), self.at, |_| vec![lock.holder.target(lock, queue.holds_one())]);
        if queue.wait(self.access, &mut self.key, cx) {
            return Poll::Ready(self.lock);
        }
        Poll::Pending
    }
}

impl<T: ?Sized> Drop for Enter<'_, T> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            // A lone operation that is not in the queue any more has been given access.
            if self.lock.queue.leave(key) {
                self.lock.queue.exit(self.access);
            }
        }
    }
}

impl<T: ?Sized> fmt::Debug for Enter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Enter")
            .field("access", &self.access)
            .field("waits", &self.key.is_some())
            .finish_non_exhaustive()
    }
}
