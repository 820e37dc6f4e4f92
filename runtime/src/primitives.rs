//! The one room that names `std::sync` and `std::thread`, or loom's copies of them under `--cfg loom`.
//!
//! Every protocol of the crate (channels, select, sync, the idle state of the scheduler) takes its locks and atomics
//! from here, so that the models in `runtime/tests/loom_*.rs` explore the very code that ships.

mod short_lock;

#[cfg(loom)]
pub(crate) use loom::sync::{Arc, Mutex, MutexGuard, atomic};
#[cfg(not(loom))]
pub(crate) use std::sync::{Arc, Mutex, MutexGuard, atomic};

pub(crate) use short_lock::{ShortGuard, ShortLock};

/// Locks `mutex`; a panic in another critical section does not poison it, because none of ours runs user code that
/// could leave its data half-changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
