// Go's `for i, v := range ch` has no counterpart: a channel counts nothing.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan::<u32>(1);
    for (i, v) in ch.enumerate() {
        println!("{i} {v}");
    }
}
