//! The cases of Go's own tests of channels, `select`, `sync`, `time` and `context`, written anew in this crate's language.
//!
//! Each function has the name of Go's test in Rust's spelling: `TestNonblockRecvRace` is `nonblock_recv_race`. The file `index.txt`
//! lists every test of those Go files: it names the module that has it here, or says why there is none. When Go's release has new
//! tests, add their lines, then their functions. Bounds of time are left out: a test waits for an event, not for a clock.

#![forbid(unsafe_code)]

mod chan;
mod context;
mod index;
mod sync;
mod time;
