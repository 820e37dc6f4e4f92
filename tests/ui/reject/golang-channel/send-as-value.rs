// A send is a statement.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1);
        if ch <- 1 {}
    };
}
