// A receive gives a value, and whether the channel is open.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1);
        a, b, c := <-ch;
        println!("{a} {b} {c}");
    };
}
