// A channel of what?
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan);
        ch <- 1;
    };
}
