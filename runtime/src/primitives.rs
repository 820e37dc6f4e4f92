//! Locks and atomics for code that has a loom model: `std::sync`'s, or loom's under `--cfg loom`.
//!
//! Channels, select, the locks of `sync` and the idle state of the scheduler take theirs from here, so
//! that the models beside them explore the code that ships.

mod short_lock;

#[cfg(loom)]
pub(crate) use loom::sync::{Arc, Mutex, MutexGuard, atomic};
#[cfg(not(loom))]
pub(crate) use std::sync::{Arc, Mutex, MutexGuard, atomic};

use std::sync::PoisonError;

pub(crate) use short_lock::{ShortGuard, ShortLock};

/// Locks `mutex`. A panic in another critical section does not poison it: no user code runs in ours
/// that could leave the data half-changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// [`lock`] for a mutex of std in code without a model.
pub(crate) fn lock_std<T: ?Sized>(mutex: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
