//! Main returns while others wait forever: the program ends well and in silence.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let ch = chan::<i32>(0);
    for _ in 0..3 {
        go! { ch.recv(); };
    }
}
