// A `Vec` named in a block changes owner.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let list = vec![1, 2, 3];
    go! {
        println!("{}", list.len());
    };
    println!("{}", list.len());
}
