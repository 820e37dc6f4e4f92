// An assignment does not change a type.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        a := 1;
        b, a := 2, "text";
        println!("{a} {b}");
    };
}
