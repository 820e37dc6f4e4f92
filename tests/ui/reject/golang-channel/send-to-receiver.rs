// The direction is wrong.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        let ch: <-chan i32 = chan::<i32>(1).receiver();
        ch <- 1;
    };
}
