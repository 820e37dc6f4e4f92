// There is no `nil`.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1);
        if ch == nil { println!("nil"); }
    };
}
