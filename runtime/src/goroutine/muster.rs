//! Calling all threads of a pool together, to know that none of them does anything else.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long the threads have to come.
const PATIENCE: Duration = Duration::from_millis(50);

/// A call under way; each thread of the pool attends once.
#[derive(Default)]
pub(crate) struct Muster {
    state: Mutex<State>,
    changed: Condvar,
}

/// Who has come.
#[derive(Default)]
struct State {
    /// Threads that are here.
    here: usize,
    /// Whether one of them has something else to do.
    busy: bool,
    /// Whether they may go.
    over: bool,
}

/// Whether the `count` threads of a pool, to whom `call` gives jobs that attend, come at once, are there together, and have nothing else
/// to do. They stay until all have come or the patience is over, so `count` jobs are on `count` threads.
pub(crate) fn all_come(count: usize, call: impl FnOnce(&Arc<Muster>)) -> bool {
    let muster = Arc::new(Muster::default());
    call(&muster);
    let waits = |state: &mut State| state.here < count;
    let all = muster.changed.wait_timeout_while(muster.lock(), PATIENCE, waits);
    let (mut state, _) = all.unwrap_or_else(PoisonError::into_inner);
    let idle = state.here == count && !state.busy;
    state.over = true;
    drop(state);
    muster.changed.notify_all();
    idle
}

impl Muster {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stays until all have come, or the call is over; `busy` if this thread has something else to do.
    pub(crate) fn attend(&self, busy: bool) {
        let mut state = self.lock();
        state.here += 1;
        state.busy |= busy;
        self.changed.notify_all();
        let over = self.changed.wait_while(state, |state| !state.over);
        drop(over.unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use std::thread;

    use super::*;

    fn come(threads: usize, busy: bool) -> bool {
        let mut called = Vec::new();
        let all = all_come(2, |muster| {
            called.extend((0..threads).map(|index| {
                let muster = Arc::clone(muster);
                thread::spawn(move || muster.attend(busy && index == 0))
            }));
        });
        called.into_iter().for_each(|thread| thread.join().unwrap());
        all
    }

    #[test]
    fn all_must_come_and_have_nothing_to_do() {
        assert!(come(2, false));
        assert!(!come(2, true));
        assert!(!come(1, false));
    }
}
