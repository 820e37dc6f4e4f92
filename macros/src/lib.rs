//! The macros of the `goroutines` crate: use that crate, which re-exports them.

#![forbid(unsafe_code)]
