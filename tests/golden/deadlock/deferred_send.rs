//! A deferred call waits for ever.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let done = chan::<bool>(0);
    defer!(done.send(true));
}
