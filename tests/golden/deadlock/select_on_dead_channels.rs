//! A `select!` on channels that nobody serves.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let (a, b) = (chan::<i32>(0), chan::<&str>(0));
    select! {
        case <-a: {}
        case b <- "x": {}
    }
}
