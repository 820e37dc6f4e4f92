// Slices are Rust's.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        xs := make([]i32, 3);
        println!("{}", len(xs));
    };
}
