// Iterators are Rust's, and so is their loop.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        for v := range "a b".split(' ') { println!("{v}"); }
    };
}
