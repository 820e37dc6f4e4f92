// Both words declare.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        let a := 1;
        println!("{a}");
    };
}
