//! Go's goroutines, channels and `select` for Rust, on rayon's workers.

#![forbid(unsafe_code)]
