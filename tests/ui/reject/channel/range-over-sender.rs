// Nor can it be ranged over.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (tx, _rx) = chan::<u32>(1).split();
    for v in tx {
        println!("{v}");
    }
}
