//! `sync`.

pub use crate::golang::lock::{Cond, Mutex, NewCond, Once, RWMutex};
pub use crate::sync::WaitGroup;

use crate::sync::WaitGroupWait;

/// A change of a counter, a whole number of any type.
pub trait Delta {
    /// The number.
    fn __go_delta(self) -> isize;
}

macro_rules! deltas {
    ($($Int:ty)*) => { $(impl Delta for $Int {
        fn __go_delta(self) -> isize {
            isize::try_from(self).expect("a count of goroutines")
        }
    })* };
}

deltas! { i32 i64 isize u32 u64 usize }

/// Go's methods of a wait group.
pub trait GoWaitGroup {
    /// Go's `wg.Add(n)`.
    fn Add<N: Delta>(&self, delta: N);
    /// Go's `wg.Done()`.
    fn Done(&self);
    /// Go's `wg.Wait()`.
    fn Wait(&self) -> WaitGroupWait<'_>;
}

impl GoWaitGroup for WaitGroup {
    #[track_caller]
    fn Add<N: Delta>(&self, delta: N) {
        self.add(delta.__go_delta());
    }

    #[track_caller]
    fn Done(&self) {
        self.done();
    }

    #[track_caller]
    fn Wait(&self) -> WaitGroupWait<'_> {
        self.wait()
    }
}
