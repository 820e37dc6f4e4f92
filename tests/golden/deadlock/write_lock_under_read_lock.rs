//! A read lock is upgraded, which no such lock can.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let mu = sync::RwLock::new(0);
    let _read = mu.read();
    let _write = mu.write();
}
