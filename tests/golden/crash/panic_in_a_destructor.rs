//! A destructor panics while a panic is on its way, which Rust cannot recover. Go has no counterpart: it has no destructors; the
//! text is that of a deferred call.

use goroutines::prelude::*;

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("second");
    }
}

#[goroutines]
pub(crate) fn main() {
    let _bomb = Bomb;
    panic!("first");
}
