// A channel gives one value at a time.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1);
        for i, v := range ch { println!("{i} {v}"); }
    };
}
