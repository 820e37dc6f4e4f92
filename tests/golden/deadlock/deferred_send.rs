//! A deferred call waits forever.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let done = chan::<bool>(0);
    defer!(done.send(true));
}
