//! Two goroutines take two locks in opposite order.

use goroutines::prelude::*;
use sync::{Arc, Mutex};

#[goroutines]
pub(crate) fn main() {
    let (a, b) = (Arc::new(Mutex::new(0)), Arc::new(Mutex::new(0)));
    let holds = chan::<bool>(0);
    go! {
        let _b = b.lock();
        holds.send(true).unwrap();
        let _a = a.lock();
    };
    let _a = a.lock();
    holds.recv();
    let _b = b.lock();
}
