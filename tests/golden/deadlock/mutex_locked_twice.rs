//! A lock is taken by who holds it already.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let mu = sync::Mutex::new(0);
    let _first = mu.lock();
    let _second = mu.lock();
}
