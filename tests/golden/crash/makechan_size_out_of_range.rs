//! A channel of a size that no memory holds; a negative one cannot be written.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let n = usize::MAX;
    let _ = chan::<i32>(n);
}
