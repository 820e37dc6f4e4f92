// Neither a channel nor an iterator.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let n = 3;
    for i in n {
        println!("{i}");
    }
}
