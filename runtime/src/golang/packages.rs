//! Go's packages by Go's names. The macros read `time.Sleep(d)` as `go_time::Sleep(d)`.
//!
//! What stands here is what the table of the macros' `syntax/package.rs` lists; a test there reads
//! these files.

pub mod go_atomic;
pub mod go_context;
pub mod go_errors;
pub mod go_fmt;
pub mod go_math;
pub mod go_os;
pub mod go_rand;
pub mod go_runtime;
pub mod go_sort;
pub mod go_strconv;
pub mod go_strings;
pub mod go_sync;
pub mod go_time;
