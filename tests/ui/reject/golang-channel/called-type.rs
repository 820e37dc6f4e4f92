// A type is no function.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := chan<i32>();
        ch <- 1;
    };
}
