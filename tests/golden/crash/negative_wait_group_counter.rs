//! One `done` too many.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let wg = WaitGroup::new();
    wg.add(1);
    wg.done();
    wg.done();
}
