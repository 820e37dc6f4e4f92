//! One `done` too few.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let wg = WaitGroup::new();
    wg.add(2);
    go! { wg.done() };
    wg.wait();
}
