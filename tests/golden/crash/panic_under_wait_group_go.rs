//! A panic in a goroutine of `wg.go`: the program ends before any `wait` goes on.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let wg = WaitGroup::new();
    wg.go(|| panic!("in wg.Go"));
    wg.wait();
}
