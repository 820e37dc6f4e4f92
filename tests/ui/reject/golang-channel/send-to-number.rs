// A number is no channel.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        n := 1;
        n <- 2;
    };
}
