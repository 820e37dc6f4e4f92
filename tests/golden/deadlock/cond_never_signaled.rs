//! A condition that nobody signals.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let mu = sync::Mutex::new(0);
    let cond = sync::Cond::new();
    let guard = mu.lock();
    let _guard = cond.wait(guard);
}
