// One size is enough.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1, 2);
        ch <- 1;
    };
}
