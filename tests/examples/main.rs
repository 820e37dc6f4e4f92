//! Runs the programs under `examples/`, which `cargo test` has built, and looks at what they print.
//!
//! Lines that may come in any order are compared as sets, timed ones by their order only.

#![forbid(unsafe_code)]

mod digest;
mod digest_errors;
mod go_by_example;
mod program;
#[cfg(all(unix, feature = "net"))]
mod servers;
mod temp_dir;
mod wordfreq;
