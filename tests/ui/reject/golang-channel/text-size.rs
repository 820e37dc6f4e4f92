// A size is a number.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, "ten");
        ch <- 1;
    };
}
