// Nothing is received from a sender.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        let ch: chan<- i32 = chan::<i32>(1).sender();
        for v := range ch { println!("{v}"); }
    };
}
