//! A ticker without an interval.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let _ = time::Ticker::new(time::Duration::ZERO);
}
