//! One of two goroutines of a group is never let go.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let wg = WaitGroup::new();
    let start = chan::<bool>(0);
    for _ in 0..2 {
        wg.go(|| {
            start.recv();
        });
    }
    start.send(true).unwrap();
    wg.wait();
}
