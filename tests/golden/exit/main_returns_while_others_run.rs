//! Main returns while others run.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    go! {
        loop {
            goroutines::yield_now();
        }
    };
}
