//! A barrier for all threads of a pool: shows that none of them does anything else.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::primitives::lock_std;

/// How long the threads have to arrive.
const TIMEOUT: Duration = Duration::from_millis(50);

/// A barrier at which each thread of a pool arrives once.
#[derive(Default)]
pub(crate) struct PoolBarrier {
    state: Mutex<State>,
    changed: Condvar,
}

/// How far a [`PoolBarrier`] is.
#[derive(Default)]
struct State {
    /// Threads that have arrived.
    arrived: usize,
    /// Whether one of them has something else to do.
    busy: bool,
    /// Whether they may leave.
    over: bool,
}

/// Returns true if all `count` threads of a pool arrive within the timeout and none has other work.
///
/// `submit` gives the pool the jobs that arrive. A thread stays until all have arrived or the
/// timeout is over, so `count` arrivals are `count` threads.
pub(crate) fn all_idle(count: usize, submit: impl FnOnce(&Arc<PoolBarrier>)) -> bool {
    let barrier = Arc::new(PoolBarrier::default());
    submit(&barrier);
    let waits = |state: &mut State| state.arrived < count;
    let all = barrier.changed.wait_timeout_while(lock_std(&barrier.state), TIMEOUT, waits);
    let (mut state, _) = all.unwrap_or_else(PoisonError::into_inner);
    let idle = state.arrived == count && !state.busy;
    state.over = true;
    drop(state);
    barrier.changed.notify_all();
    idle
}

impl PoolBarrier {
    /// Waits until all have arrived or the timeout is over; `busy` if this thread has other work.
    pub(crate) fn arrive(&self, busy: bool) {
        let mut state = lock_std(&self.state);
        state.arrived += 1;
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

    fn all_arrive(threads: usize, busy: bool) -> bool {
        let mut called = Vec::new();
        let all = all_idle(2, |barrier| {
            called.extend((0..threads).map(|index| {
                let barrier = Arc::clone(barrier);
                thread::spawn(move || barrier.arrive(busy && index == 0))
            }));
        });
        called.into_iter().for_each(|thread| thread.join().unwrap());
        all
    }

    #[test]
    fn all_must_arrive_and_have_no_other_work() {
        assert!(all_arrive(2, false));
        assert!(!all_arrive(2, true));
        assert!(!all_arrive(1, false));
    }
}
