//! Nobody joins a goroutine, and the destructor of its result panics: a panic of that goroutine.
//!
//! Go has no counterpart: a goroutine has no result, and a value no destructor.

use goroutines::prelude::*;

struct Bad;

impl Drop for Bad {
    fn drop(&mut self) {
        panic!("in the destructor");
    }
}

#[goroutines]
fn makes() -> Bad {
    Bad
}

#[goroutines]
pub(crate) fn main() {
    go!(makes());
    chan::<()>(0).recv();
}
