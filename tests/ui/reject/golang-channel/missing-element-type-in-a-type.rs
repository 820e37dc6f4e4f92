// A channel of what?
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        let ch: chan<- = make(chan i32).sender();
        ch <- 1;
    };
}
