// A number gives one value at a time.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        for i, v := range 3 { println!("{i} {v}"); }
    };
}
