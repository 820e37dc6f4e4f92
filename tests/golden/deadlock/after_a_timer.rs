//! A timer has fired, and nothing is left that could wake anybody.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    time::after(time::MILLISECOND).recv();
    chan::<i32>(0).recv();
}
