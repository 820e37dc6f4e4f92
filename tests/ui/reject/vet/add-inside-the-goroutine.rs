// `wait` may come before the goroutine has run at all.
#![deny(deprecated)]

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let wg = WaitGroup::new();
    go! {
        wg.add(1);
        wg.done();
    };
    wg.wait();
}
