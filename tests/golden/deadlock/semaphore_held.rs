//! All permits are held by who asks for more. Go has no counterpart in its standard library: `golang.org/x/sync` has the
//! type, whose waits are `select`s there.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let semaphore = sync::Semaphore::new(2);
    let _held = semaphore.acquire(1);
    let _more = semaphore.acquire(2);
}
