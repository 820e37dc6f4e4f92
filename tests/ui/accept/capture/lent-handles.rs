// A reference to a handle lends the goroutine its own clone.
use goroutines::prelude::*;

#[goroutines]
fn worker(id: u32, wg: &WaitGroup) {
    assert!(id < 3);
    wg.done();
}

#[goroutines]
fn main() {
    let wg = WaitGroup::new();
    for i in 0..3 {
        wg.add(1);
        go!(worker(i, &wg));
    }
    wg.wait();
}
