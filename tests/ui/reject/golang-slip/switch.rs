// Rust has `match`.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        n := 1;
        switch n {
            case 1: println!("one");
        }
    };
}
