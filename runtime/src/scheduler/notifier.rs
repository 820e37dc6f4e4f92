//! Parks the monitor while no run loop is active, and unparks it.

use std::sync::OnceLock;
use std::thread::{self, Thread};
use std::time::Duration;

use crate::primitives::atomic::{AtomicBool, Ordering, fence};

/// Parks and unparks one thread.
pub(super) struct Notifier {
    /// Whether the thread is parked, or about to park.
    parked: AtomicBool,
    /// The thread, once started.
    thread: OnceLock<Thread>,
}

impl Notifier {
    pub(super) fn new() -> Self {
        Notifier { parked: AtomicBool::new(false), thread: OnceLock::new() }
    }

    /// Sets the thread; called once.
    pub(super) fn set_thread(&self, thread: Thread) {
        let set = self.thread.set(thread);
        debug_assert!(set.is_ok(), "one thread per notifier");
    }

    /// Unparks the thread if it is parked.
    pub(super) fn unpark(&self) {
        // Pairs with the fence in `park`: either we see it parked, or it sees the change made
        // before this call.
        fence(Ordering::SeqCst);
        if self.parked.load(Ordering::Relaxed)
            && let Some(thread) = self.thread.get()
        {
            // Release: the thread, woken by this, sees what we did before.
            self.parked.store(false, Ordering::Release);
            thread.unpark();
        }
    }

    /// Parks the calling thread until it is unparked, unless `busy` holds after all. Calls `idle`
    /// before each wait, which returns when to call it again.
    pub(super) fn park(&self, busy: impl FnOnce() -> bool, mut idle: impl FnMut() -> Option<Duration>) {
        self.parked.store(true, Ordering::Relaxed);
        // Pairs with the fence in `unpark`.
        fence(Ordering::SeqCst);
        if !busy() {
            // Acquire: pairs with the Release store in `unpark`.
            while self.parked.load(Ordering::Acquire) {
                match idle() {
                    Some(again) => thread::park_timeout(again),
                    None => thread::park(),
                }
            }
        }
        self.parked.store(false, Ordering::Relaxed);
    }
}
