//! The runtime of the `goroutines` crate: use that crate, which re-exports what is public here.

#![forbid(unsafe_code)]

mod alarm;
mod goroutine;
mod primitives;
pub mod sync;
#[cfg(not(loom))]
pub mod time;
