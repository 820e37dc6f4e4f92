//! The yardstick: measures, and is the child process with the system's allocator.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    goroutines_bench::main()
}
