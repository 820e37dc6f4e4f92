//! A goroutine panics while the main goroutine sleeps.

use goroutines::prelude::*;

fn worker() {
    panic!("boom");
}

#[goroutines]
pub(crate) fn main() {
    go!(worker());
    time::sleep(time::MINUTE);
}
