//! A goroutine panics while others, and the main goroutine, are busy.

use goroutines::prelude::*;

#[goroutines]
fn busy() {
    loop {
        goroutines::yield_now();
    }
}

#[goroutines]
pub(crate) fn main() {
    for _ in 0..4 {
        go!(busy());
    }
    go! { panic!("boom") };
    busy();
}
