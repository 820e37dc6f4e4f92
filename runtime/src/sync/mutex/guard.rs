//! What the holder of a `Mutex` holds.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::Mutex;
use crate::sync::cell::Guard;

/// The holding of a [`Mutex`], which ends when this is dropped.
#[must_use = "dropping the guard unlocks the mutex"]
pub struct MutexGuard<'a, T: ?Sized> {
    /// The data; dropping it frees the mutex.
    data: Guard<'a, T>,
    /// Wakes a waiter. Dropped after `data`, because it is declared after it.
    unlock: Unlock<'a, T>,
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// The guard of one who has locked.
    pub(super) fn new(mutex: &'a Mutex<T>, data: Guard<'a, T>) -> MutexGuard<'a, T> {
        mutex.holder.enter();
        MutexGuard { data, unlock: Unlock(mutex) }
    }

    /// The mutex it holds; `Cond::wait` locks that again.
    pub(crate) fn mutex(&self) -> &'a Mutex<T> {
        self.unlock.0
    }
}

/// Before the data is free.
impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.unlock.0.holder.exit();
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.data
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// What is left to do when the data is free again.
struct Unlock<'a, T: ?Sized>(&'a Mutex<T>);

impl<T: ?Sized> Drop for Unlock<'_, T> {
    fn drop(&mut self) {
        self.0.queue.unlocked(|| self.0.data.is_locked());
    }
}
