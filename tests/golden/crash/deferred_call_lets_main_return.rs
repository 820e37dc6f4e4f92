//! The deferred call of a goroutine that panics lets `main` return: the panic ends the program.

use goroutines::prelude::*;

#[goroutines]
fn fails(wg: &WaitGroup) {
    defer! {
        wg.done();
        goroutines::yield_now();
    }
    panic!("crash");
}

#[goroutines]
pub(crate) fn main() {
    let wg = WaitGroup::new();
    wg.add(1);
    go!(fails(&wg));
    wg.wait();
}
