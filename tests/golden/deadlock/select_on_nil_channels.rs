//! A `select!` on nil channels only.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let (a, b) = (Chan::<i32>::default(), Chan::<i32>::default());
    select! {
        case <-a: {}
        case b <- 1: {}
    }
}
