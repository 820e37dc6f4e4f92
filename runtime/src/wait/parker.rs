//! Parks a thread that is no worker, and counts it for the deadlock detector.

use std::sync::Arc;
use std::task::Wake;
use std::thread::{self, Thread};
use std::time::Duration;

use crate::idle_threads::parked;
use crate::idle_threads::parked::ParkState;

/// Parks its thread until it is woken.
pub(crate) struct Parker(Arc<Unparker>);

/// Wakes a parked thread.
pub(crate) struct Unparker {
    thread: Thread,
    state: ParkState,
}

impl Parker {
    /// A parker for the calling thread.
    pub(crate) fn new() -> Parker {
        Parker(Arc::new(Unparker { thread: thread::current(), state: ParkState::new() }))
    }

    /// The waker of this parker.
    pub(crate) fn unparker(&self) -> Arc<Unparker> {
        Arc::clone(&self.0)
    }

    /// Parks until woken; returns at once if it was woken since the last call.
    pub(crate) fn park(&self) {
        let state = &self.0.state;
        if state.begin(parked()) {
            while state.is_parked() {
                thread::park();
            }
        }
        state.end();
    }
}

impl Parker {
    /// Parks until woken, but not longer than `limit`. It may return early.
    pub(crate) fn park_timeout(&self, limit: Duration) {
        let state = &self.0.state;
        if state.begin(parked()) {
            thread::park_timeout(limit);
            // Takes the thread out of the count, unless somebody who wakes it does.
            self.0.wake_by_ref();
            while state.is_parked() {
                thread::yield_now();
            }
        }
        state.end();
    }
}

impl Wake for Unparker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.state.wake(parked()) {
            self.thread.unpark();
        }
    }
}
