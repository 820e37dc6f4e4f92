// A list of parameters is needed, if an empty one.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        f := func { println!("never"); };
        f();
    };
}
