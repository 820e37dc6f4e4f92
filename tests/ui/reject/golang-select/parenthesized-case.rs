// A case stands bare.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1);
        select {
            case (ch <- 1): println!("sent");
        }
    };
}
