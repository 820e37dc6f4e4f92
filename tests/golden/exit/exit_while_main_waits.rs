//! Another goroutine ends the program while main waits.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    go! { std::process::exit(7) };
    chan::<i32>(0).recv();
}
