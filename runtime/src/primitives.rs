//! Locks and atomics for protocols that have a loom model: std's, or loom's under `--cfg loom`.
//!
//! Channels, select, sync and the scheduler's idle state take them from here, so that the models
//! beside them (`loom_tests.rs`, `loom_model.rs`) explore the code that ships. Code without a model
//! may name std directly. What lives under such locks, and knows nothing of waiting, is here too.

mod short_lock;
mod slots;
mod thread_number;

#[cfg(loom)]
pub(crate) use loom::sync::{Arc, Mutex, MutexGuard, atomic};
#[cfg(not(loom))]
pub(crate) use std::sync::{Arc, Mutex, MutexGuard, atomic};

use std::sync::PoisonError;

pub(crate) use short_lock::{ShortGuard, ShortLock};
pub(crate) use slots::Slots;
pub(crate) use thread_number::thread_number;

/// Locks `mutex`, ignoring poison: no critical section of this crate runs user code, so a panic
/// cannot leave the data half-changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// [`lock`] for a mutex of std in code without a model.
pub(crate) fn lock_std<T: ?Sized>(mutex: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
