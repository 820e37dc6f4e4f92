// A channel gives one value at a time.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan::<u32>(1);
    for (i, v) in ch {
        println!("{i} {v}");
    }
}
