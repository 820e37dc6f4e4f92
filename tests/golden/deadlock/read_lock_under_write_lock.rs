//! A read lock is asked for by who writes.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let mu = sync::RwLock::new(0);
    let _write = mu.write();
    let _read = mu.read();
}
