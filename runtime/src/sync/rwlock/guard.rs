//! What a reader and the writer of a `RwLock` hold.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::RwLock;
use super::queue::Access;
use crate::sync::cell::{ReadGuard, WriteGuard};

/// Shared access to what a [`RwLock`] holds, which ends when this is dropped.
#[must_use = "dropping the guard gives the access back"]
pub struct RwLockReadGuard<'a, T: ?Sized> {
    /// The data; dropped first, so that the next one in finds it free.
    data: ReadGuard<'a, T>,
    /// Gives the access back.
    _exit: Exit<'a, T>,
}

/// Exclusive access to what a [`RwLock`] holds, which ends when this is dropped.
#[must_use = "dropping the guard gives the access back"]
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    /// The data; dropped first, so that the next one in finds it free.
    data: WriteGuard<'a, T>,
    /// Gives the access back.
    _exit: Exit<'a, T>,
}

impl<'a, T: ?Sized> RwLockReadGuard<'a, T> {
    /// The guard of one who was granted access.
    pub(super) fn enter(lock: &'a RwLock<T>) -> Self {
        lock.holder.enter();
        let data = lock.data.try_read().expect("who may read finds the data free");
        RwLockReadGuard { data, _exit: Exit { lock, access: Access::Read } }
    }
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// The guard of one who was granted access.
    pub(super) fn enter(lock: &'a RwLock<T>) -> Self {
        lock.holder.enter();
        let data = lock.data.try_write().expect("who may write finds the data free");
        RwLockWriteGuard { data, _exit: Exit { lock, access: Access::Write } }
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.data
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// Gives access back.
struct Exit<'a, T: ?Sized> {
    /// To what.
    lock: &'a RwLock<T>,
    /// Which kind.
    access: Access,
}

impl<T: ?Sized> Drop for Exit<'_, T> {
    fn drop(&mut self) {
        match self.access {
            Access::Read => self.lock.holder.exit_shared(),
            Access::Write => self.lock.holder.exit(),
        }
        self.lock.queue.exit(self.access);
    }
}
