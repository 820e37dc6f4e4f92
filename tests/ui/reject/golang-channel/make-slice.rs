// A slice that is made has a length.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        xs := make([]i32);
        println!("{}", len(xs));
    };
}
