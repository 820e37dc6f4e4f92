// The channel holds numbers.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan::<u32>(1);
    ch.send("one").unwrap();
}
