// A size is a whole number.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1.5);
        ch <- 1;
    };
}
