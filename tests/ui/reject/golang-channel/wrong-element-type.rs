// The channel holds numbers.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan u32, 1);
        ch <- "one";
    };
}
