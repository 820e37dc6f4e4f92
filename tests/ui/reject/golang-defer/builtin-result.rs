// The result of a built-in function would be lost.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        a := make(chan i32);
        defer cap(a);
    };
}
