// A map has a hint for its size at most.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        m := make(map[string]i32, 1, 2);
        println!("{}", len(m));
    };
}
