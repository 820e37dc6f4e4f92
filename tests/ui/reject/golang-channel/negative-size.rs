// No buffer is smaller than none.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, -1);
        ch <- 1;
    };
}
