// `main` may return an exit code.
use std::process::ExitCode;

use goroutines::prelude::*;

#[goroutines]
fn main() -> ExitCode {
    goroutines::yield_now();
    ExitCode::SUCCESS
}
