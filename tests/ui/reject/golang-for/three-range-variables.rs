// An index and a value, no more.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        for i, j, k := range [1, 2] { println!("{i} {j} {k}"); }
    };
}
