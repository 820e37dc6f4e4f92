//! Where a lock keeps its data: something that can be locked without waiting, and whose guards are
//! `Send`.
//!
//! This crate has no
//! `unsafe`, so the data must live in somebody's lock. std's guards are not `Send` and could not be
//! held across a wait; the `spin` crate's are, and of that crate only the operations that do not
//! spin are used.

#[cfg(not(loom))]
pub(super) use shipped::{Cell, Guard, ReadGuard, SharedCell, WriteGuard};

#[cfg(loom)]
pub(super) use modelled::{Cell, Guard, ReadGuard, SharedCell, WriteGuard};

#[cfg(not(loom))]
mod shipped {
    /// Data for one holder at a time.
    pub(in crate::sync) type Cell<T> = spin::mutex::SpinMutex<T>;
    /// Access to a [`Cell`].
    pub(in crate::sync) type Guard<'a, T> = spin::mutex::SpinMutexGuard<'a, T>;
    /// Data for one writer or many readers.
    pub(in crate::sync) type SharedCell<T> = spin::RwLock<T>;
    /// Access to a [`SharedCell`] for a reader.
    pub(in crate::sync) type ReadGuard<'a, T> = spin::RwLockReadGuard<'a, T>;
    /// Access to a [`SharedCell`] for a writer.
    pub(in crate::sync) type WriteGuard<'a, T> = spin::RwLockWriteGuard<'a, T>;
}

/// The same for models: the flag is loom's, with the orderings of the `spin` crate.
#[cfg(loom)]
mod modelled {
    use std::ops::{Deref, DerefMut};

    use crate::primitives::atomic::{AtomicBool, Ordering};

    #[derive(Debug, Default)]
    pub(in crate::sync) struct Cell<T: ?Sized> {
        held: AtomicBool,
        data: std::sync::Mutex<T>,
    }

    pub(in crate::sync) struct Guard<'a, T: ?Sized> {
        data: std::sync::MutexGuard<'a, T>,
        _release: Release<'a>,
    }

    struct Release<'a>(&'a AtomicBool);

    impl Drop for Release<'_> {
        fn drop(&mut self) {
            self.0.store(false, Ordering::Release);
        }
    }

    impl<T> Cell<T> {
        pub(in crate::sync) fn new(value: T) -> Cell<T> {
            Cell { held: AtomicBool::new(false), data: std::sync::Mutex::new(value) }
        }

        pub(in crate::sync) fn into_inner(self) -> T {
            self.data.into_inner().unwrap()
        }
    }

    impl<T: ?Sized> Cell<T> {
        pub(in crate::sync) fn try_lock(&self) -> Option<Guard<'_, T>> {
            self.held.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed).ok()?;
            // The flag is ours, so that the data is free, or its guard is just being dropped.
            Some(Guard { data: self.data.try_lock().unwrap(), _release: Release(&self.held) })
        }

        pub(in crate::sync) fn is_locked(&self) -> bool {
            self.held.load(Ordering::Relaxed)
        }

        pub(in crate::sync) fn get_mut(&mut self) -> &mut T {
            self.data.get_mut().unwrap()
        }
    }

    impl<T: ?Sized> Deref for Guard<'_, T> {
        type Target = T;

        fn deref(&self) -> &T {
            &self.data
        }
    }

    impl<T: ?Sized> DerefMut for Guard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {
            &mut self.data
        }
    }

    #[derive(Debug, Default)]
    pub(in crate::sync) struct SharedCell<T: ?Sized>(std::sync::RwLock<T>);

    pub(in crate::sync) type ReadGuard<'a, T> = std::sync::RwLockReadGuard<'a, T>;
    pub(in crate::sync) type WriteGuard<'a, T> = std::sync::RwLockWriteGuard<'a, T>;

    impl<T> SharedCell<T> {
        pub(in crate::sync) fn new(value: T) -> SharedCell<T> {
            SharedCell(std::sync::RwLock::new(value))
        }

        pub(in crate::sync) fn into_inner(self) -> T {
            self.0.into_inner().unwrap()
        }
    }

    impl<T: ?Sized> SharedCell<T> {
        pub(in crate::sync) fn try_read(&self) -> Option<ReadGuard<'_, T>> {
            self.0.try_read().ok()
        }

        pub(in crate::sync) fn try_write(&self) -> Option<WriteGuard<'_, T>> {
            self.0.try_write().ok()
        }

        pub(in crate::sync) fn get_mut(&mut self) -> &mut T {
            self.0.get_mut().unwrap()
        }
    }
}
