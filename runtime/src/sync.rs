//! placeholder
mod cell;
mod mutex;
pub use mutex::{Lock, Mutex, MutexGuard};
