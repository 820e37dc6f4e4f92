//! A stopped ticker does not close its channel.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let ticker = time::Ticker::new(time::HOUR);
    ticker.stop();
    ticker.c().recv();
}
