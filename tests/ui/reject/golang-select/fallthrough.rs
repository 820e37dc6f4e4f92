// A case does not fall into the next.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1);
        select {
            case ch <- 1: fallthrough;
            default: println!("full");
        }
    };
}
