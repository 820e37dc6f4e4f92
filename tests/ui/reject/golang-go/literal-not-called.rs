// A function literal has to be called.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        go func() { println!("never"); };
    };
}
