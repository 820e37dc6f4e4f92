// One value for each variable.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        a, b := 1, 2, 3;
        println!("{a} {b}");
    };
}
