//! A panic in `blocking` work goes on in the goroutine that waits for it. Go has no counterpart: any call may block there.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    goroutines::blocking(|| panic!("blocked"));
}
