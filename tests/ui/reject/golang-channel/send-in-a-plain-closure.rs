// Nothing can wait in a plain closure.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1);
        (0..1).for_each(|n| { ch <- n; });
    };
}
