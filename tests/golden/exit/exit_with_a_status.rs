//! The program ends itself with a status; deferred calls do not run.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    defer! { eprintln!("not printed") };
    std::process::exit(3);
}
