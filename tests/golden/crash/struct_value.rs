//! A value of the program's own type is thrown. Differs from Go: a Rust payload does not carry the name of its type.

use std::panic::panic_any;

use goroutines::prelude::*;

struct Failure {
    _code: i32,
}

#[goroutines]
pub(crate) fn main() {
    panic_any(Failure { _code: 7 });
}
