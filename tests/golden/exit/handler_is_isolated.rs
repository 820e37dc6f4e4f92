//! A handler that panics recovers, and the others go on.

use goroutines::prelude::*;

#[goroutines]
fn handle(request: i32) {
    defer! {
        if let Some(r) = recover() {
            eprintln!("recovered: {r}");
        }
    };
    if request == 2 {
        panic!("bad request");
    }
}

#[goroutines]
pub(crate) fn main() {
    let wg = WaitGroup::new();
    for request in 0..4 {
        wg.go(|| handle(request));
    }
    wg.wait();
}
