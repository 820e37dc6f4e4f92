// Two names want two values.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        x, y := 1;
        println!("{x} {y}");
    };
}
