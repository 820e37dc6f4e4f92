// Two clauses are one too few.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        for i := 0; i < 3 { println!("{i}"); }
    };
}
