//! Who holds a lock, for dumps: one relaxed store when it is taken and one when it is given back.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::goroutine;
use crate::trace::wait_target::{LockHolder, WaitTarget};

/// The goroutine that holds a lock.
#[derive(Debug, Default)]
pub(super) struct Holder {
    /// Its number; 0 if that is not known, and while the lock is free.
    id: AtomicU64,
}

impl Holder {
    /// Nobody.
    pub(super) const fn new() -> Holder {
        Holder { id: AtomicU64::new(0) }
    }

    /// Notes that the running goroutine has taken the lock.
    #[inline]
    pub(super) fn enter(&self) {
        // Relaxed: the lock itself orders the stores.
        self.id.store(goroutine::current_id(), Ordering::Relaxed);
    }

    /// Notes that the lock is about to be free.
    #[inline]
    pub(super) fn exit(&self) {
        self.id.store(0, Ordering::Relaxed);
    }

    /// Notes that one of several holders, who runs, gives its share back.
    pub(super) fn exit_shared(&self) {
        // Others may enter meanwhile: then it is theirs.
        let _ = self.id.compare_exchange(goroutine::current_id(), 0, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// A wait for the lock that lies at `address`; it has one holder only if `is_alone`.
    pub(super) fn target<T: ?Sized>(&self, lock: *const T, is_alone: bool) -> WaitTarget {
        let id = Some(self.id.load(Ordering::Relaxed)).filter(|&id| id != 0 && is_alone);
        WaitTarget::Lock(LockHolder { address: lock.addr(), id })
    }
}
