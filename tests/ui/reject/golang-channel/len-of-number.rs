// A number has no length.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        n := 1;
        println!("{}", len(n));
    };
}
