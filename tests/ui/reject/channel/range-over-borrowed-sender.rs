// A reference to a sender is no better.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (tx, _rx) = chan::<u32>(1).split();
    for v in &tx {
        println!("{v}");
    }
}
