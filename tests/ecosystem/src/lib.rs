//! Nothing but tests: each file under `tests/` runs one crate of the ecosystem inside goroutines.

#![forbid(unsafe_code)]
