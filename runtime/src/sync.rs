//! placeholder
mod cell;
mod cond;
mod mutex;
mod rwlock;
mod semaphore;
pub use cond::{Cond, Wait};
pub use mutex::{Lock, Mutex, MutexGuard};
pub use rwlock::{Read, RwLock, RwLockReadGuard, RwLockWriteGuard, Write};
pub use semaphore::{Acquire, Permit, Semaphore};
