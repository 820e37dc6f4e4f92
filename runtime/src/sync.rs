//! Go's package `sync`: locks and meeting points that park the goroutine, not its worker.
//!
//! A goroutine is a future that may go on on another worker after each wait, so std's locks do not
//! fit: they park the thread, and their guards are tied to it. The types here wait through
//! `wait::park` and know nothing of the scheduler. Each waiting operation is a named future; the
//! forms named `…_blocking` park a plain thread instead.
//!
//! | Go | here |
//! |---|---|
//! | `sync.WaitGroup` | [`WaitGroup`], a handle: clones count together |
//! | `sync.Mutex`, `sync.RWMutex` | [`Mutex`], [`RwLock`]: they hold the data; a guard in place of `Unlock` |
//! | `sync.Once`, `OnceFunc`, `OnceValue` | [`Once`], [`once_func`], [`once_value`] |
//! | `sync.Cond` | [`Cond`] |
//! | `sync.Pool` | [`Pool`] |
//! | `semaphore.Weighted` | [`Semaphore`] |
//! | `sync.Map` | [`Map`] |
//! | `sync/atomic` | [`atomic`], [`AtomicValue`] |
//!
//! What Go reports as `unlock of unlocked mutex`, a copied lock or the like cannot be written here.

// For those who change this module.
//
// # How the waits work
//
// Each type has a word of state that settles the case without a wait, and a list of waiters behind
// a small lock that is never held while user code runs. The rules, which hold in every file:
//
// 1. *Seen or not waiting.* A waiter enters the list, or makes itself visible in the state, before
//    it last looks whether it must wait; whoever ends the wait changes the state before looking for
//    waiters. Each file says which operations order the two.
// 2. *Leaving the list is being served.* Semaphore, `Cond`, `RwLock` and `WaitGroup` give by taking
//    the waiter out of the list under its lock; a waiter that finds itself gone has what it waited
//    for. There are no spurious wake-ups to tell apart.
// 3. *Dropped half-way, nothing is lost.* A future that is dropped leaves the list; if it is gone
//    from there already, it passes what it was given on to the next one (permits, access, a signal,
//    the turn).
// 4. *Wake outside.* A waker is woken and dropped after the lock is released: dropping one may drop
//    a goroutine.
//
// [`Mutex`] alone does not hand over in the common case: the one who is running takes the free
// lock, and a waiter that was woken competes for it. Handing over each time costs a switch of
// goroutines for every critical section (a lock convoy); so it is done only once somebody has lost
// for more than a millisecond, as in Go.
//
// # Where the data lives
//
// This crate has no `unsafe`, and a guard that outlives a wait must be `Send`. Tried: *std's
// `Mutex`* as storage (guards are not `Send`); *`parking_lot` with `send_guard`* (they are, but the
// feature then holds for the whole program and refuses to build with `deadlock_detection`); *moving
// the data out* of an `AtomicCell<Option<Box<T>>>` (no `const fn new`, no unsized data, no
// `get_mut`); *`async-lock`*, whose waiters know no reasons and give no budget, used by its
// `try_lock` alone (one fence more in each unlock, and it does not build under loom). Taken: the
// cells of the `spin` crate by `try_lock` only, so nothing ever spins on them; see `sync/cell.rs`.

#[cfg(not(loom))]
mod atomic_value;
mod cell;
mod cond;
mod holder;
#[cfg(not(loom))]
mod map;
mod mutex;
mod once;
#[cfg(not(loom))]
mod owned;
mod pool;
mod rwlock;
mod semaphore;
mod wait_group;

pub use std::sync::Arc;
/// Go's package `sync/atomic`: std's atomic types.
pub use std::sync::atomic;

#[cfg(not(loom))]
pub use atomic_value::AtomicValue;
pub use cond::{Cond, Wait};
#[cfg(not(loom))]
pub use map::Map;
pub use mutex::{Lock, Mutex, MutexGuard};
pub use once::{Call, DoOnce, Get, GetBoth, Once, OnceFunc, OnceValue, OnceValues, once_func, once_value, once_values};
#[cfg(not(loom))]
pub use owned::{LockOwned, OwnedMutexGuard, OwnedRwLockReadGuard, OwnedRwLockWriteGuard, ReadOwned, WriteOwned};
pub use pool::Pool;
pub use rwlock::{Read, RwLock, RwLockReadGuard, RwLockWriteGuard, Write};
pub use semaphore::{Acquire, AcquireOwned, OwnedPermit, Permit, Semaphore};
pub use wait_group::{WaitGroup, WaitGroupWait};

#[cfg(all(test, loom))]
mod loom_tests;
