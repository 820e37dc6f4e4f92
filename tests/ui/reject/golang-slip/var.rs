// Rust has `let`.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        var n i32 = 1;
        println!("{n}");
    };
}
