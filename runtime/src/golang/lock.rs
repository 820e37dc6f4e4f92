//! `sync.Mutex`, `sync.RWMutex` and `sync.Once` as Go has them: locked and unlocked by calls, and
//! shared by whoever captures them.
//!
//! They guard no data: what several goroutines change belongs into Rust's
//! [`sync::Mutex`](crate::sync::Mutex), which holds it.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use super::zero::Nil;
use crate::primitives::lock_std;
use crate::share::Share;
use crate::sync::{Once as OnlyOnce, Permit, Semaphore};

/// As many permits as a writer takes.
const ALL: usize = 1 << 30;

macro_rules! locks {
    ($($Lock:ident $size:expr;)*) => { $(
        impl Default for $Lock {
            fn default() -> $Lock {
                $Lock(Arc::new(Semaphore::new($size)))
            }
        }

        impl Share for $Lock {}

        impl fmt::Debug for $Lock {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let locked = self.0.available() == 0;
                f.debug_struct(stringify!($Lock)).field("locked", &locked).finish()
            }
        }

        /// Locks are equal if they are the same one.
        impl PartialEq for $Lock {
            fn eq(&self, other: &$Lock) -> bool {
                Arc::ptr_eq(&self.0, &other.0)
            }
        }
    )* };
}

locks! { Mutex 1; RWMutex ALL; }

/// Go's `sync.Mutex`.
#[derive(Clone)]
pub struct Mutex(Arc<Semaphore>);

impl Mutex {
    /// Go's `mu.Lock()`: waits until nobody holds the lock, first come, first served.
    #[track_caller]
    pub fn Lock(&self) -> impl Future<Output = ()> + Send + '_ {
        take(self.0.acquire(1))
    }

    /// Go's `mu.TryLock()`.
    pub fn TryLock(&self) -> bool {
        try_take(&self.0, 1)
    }

    /// Go's `mu.Unlock()`, from any goroutine.
    ///
    /// # Panics
    ///
    /// If the lock is not held.
    #[track_caller]
    pub fn Unlock(&self) {
        give_back(&self.0, 1, self.0.available() == 0, "sync: unlock of unlocked mutex");
    }
}

/// Go's `sync.RWMutex`.
#[derive(Clone)]
pub struct RWMutex(Arc<Semaphore>);

impl RWMutex {
    /// Go's `mu.Lock()`: waits until nobody reads or writes. Readers that come later wait behind.
    #[track_caller]
    pub fn Lock(&self) -> impl Future<Output = ()> + Send + '_ {
        take(self.0.acquire(ALL))
    }

    /// Go's `mu.RLock()`: waits until nobody writes.
    #[track_caller]
    pub fn RLock(&self) -> impl Future<Output = ()> + Send + '_ {
        take(self.0.acquire(1))
    }

    /// Go's `mu.TryLock()`.
    pub fn TryLock(&self) -> bool {
        try_take(&self.0, ALL)
    }

    /// Go's `mu.TryRLock()`.
    pub fn TryRLock(&self) -> bool {
        try_take(&self.0, 1)
    }

    /// Go's `mu.Unlock()`.
    ///
    /// # Panics
    ///
    /// If nobody writes.
    #[track_caller]
    pub fn Unlock(&self) {
        give_back(&self.0, ALL, self.0.available() == 0, "sync: Unlock of unlocked RWMutex");
    }

    /// Go's `mu.RUnlock()`.
    ///
    /// # Panics
    ///
    /// If nobody reads.
    #[track_caller]
    pub fn RUnlock(&self) {
        give_back(&self.0, 1, self.0.available() < ALL, "sync: RUnlock of unlocked RWMutex");
    }
}

async fn take(permits: crate::sync::Acquire<'_>) {
    permits.await.forget();
}

fn try_take(semaphore: &Semaphore, permits: usize) -> bool {
    match semaphore.try_acquire(permits) {
        Some(permit) => {
            permit.forget();
            true
        }
        None => false,
    }
}

#[track_caller]
fn give_back(semaphore: &Semaphore, permits: usize, held: bool, message: &str) {
    assert!(held, "fatal error: {message}");
    semaphore.release(permits);
}

/// Go's `sync.Once`.
#[derive(Clone, Default)]
pub struct Once(Arc<OnlyOnce>);

impl Share for Once {}

impl Once {
    /// Go's `once.Do(f)`: the first call runs `work`, all others wait until it is done.
    pub async fn do_once<F: Future<Output = ()> + Send>(&self, work: F) {
        self.0.do_once(work).await;
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").field("done", &self.0.is_done()).finish()
    }
}

impl PartialEq for Once {
    fn eq(&self, other: &Once) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Go's `sync.Cond`; `nil` until [`NewCond`] makes it.
#[derive(Clone, Default)]
pub struct Cond {
    /// The lock that is held where the condition is looked at or changed.
    pub L: Mutex,
    waiting: Option<Arc<std::sync::Mutex<VecDeque<Arc<Semaphore>>>>>,
}

/// Go's `sync.NewCond(&mu)`.
#[must_use]
pub fn NewCond(lock: &Mutex) -> Cond {
    Cond { L: lock.clone(), waiting: Some(Arc::default()) }
}

impl Share for Cond {}

impl Nil for Cond {
    fn __go_nil() -> Cond {
        Cond::default()
    }

    fn __go_is_nil(&self) -> bool {
        self.waiting.is_none()
    }
}

impl Cond {
    #[track_caller]
    fn waiting(&self) -> &std::sync::Mutex<VecDeque<Arc<Semaphore>>> {
        let Some(waiting) = &self.waiting else {
            panic!("runtime error: invalid memory address or nil pointer dereference")
        };
        waiting
    }

    /// Go's `c.Wait()`: unlocks `L`, waits for a signal that comes from now on, and locks `L`
    /// again.
    ///
    /// # Panics
    ///
    /// If `L` is not locked.
    #[track_caller]
    pub fn Wait(&self) -> impl Future<Output = ()> + Send + '_ {
        // Taken until a signal gives it back, which may come before the wait for it.
        let turn = Arc::new(Semaphore::new(1));
        turn.try_acquire(1).into_iter().for_each(Permit::forget);
        // Before the lock is released: a signal must not fall between the two.
        lock_std(self.waiting()).push_back(Arc::clone(&turn));
        self.L.Unlock();
        async move {
            turn.acquire(1).await.forget();
            self.L.Lock().await;
        }
    }

    /// Go's `c.Signal()`: wakes who has waited longest.
    pub fn Signal(&self) {
        let first = lock_std(self.waiting()).pop_front();
        if let Some(first) = first {
            first.release(1);
        }
    }

    /// Go's `c.Broadcast()`: wakes all who wait.
    pub fn Broadcast(&self) {
        let all = std::mem::take(&mut *lock_std(self.waiting()));
        all.iter().for_each(|waiting| waiting.release(1));
    }
}

impl fmt::Debug for Cond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cond").field("L", &self.L).finish()
    }
}

impl PartialEq for Cond {
    fn eq(&self, other: &Cond) -> bool {
        self.L == other.L
    }
}
