// Every statement belongs to a case.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1);
        select {
            println!("before");
            case ch <- 1:
        }
    };
}
