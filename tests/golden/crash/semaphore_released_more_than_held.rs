//! A semaphore released more often than acquired. Go has no counterpart in its standard library: `golang.org/x/sync` has the type
//! and this text.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let semaphore = sync::Semaphore::new(1);
    semaphore.release(1);
}
