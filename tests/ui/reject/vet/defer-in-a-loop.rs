// The calls pile up until the function returns.
#![deny(deprecated)]

use goroutines::prelude::*;

#[goroutines]
fn main() {
    for i in 0..3 {
        defer!(println!("{i}"));
    }
}
