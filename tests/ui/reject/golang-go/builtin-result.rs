// The result of a built-in function would be lost.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        a := vec![1];
        go len(a);
    };
}
