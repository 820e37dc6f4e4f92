// The time is taken at once, not at the end.
#![deny(deprecated)]

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let start = time::now();
    defer!(println!("{:?}", start.elapsed()));
}
