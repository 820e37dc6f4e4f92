// Nothing can wait in a plain closure.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        ch := make(chan i32, 1);
        let f = || <-ch;
        println!("{}", f());
    };
}
