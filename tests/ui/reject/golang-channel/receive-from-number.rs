// A number is no channel.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        n := "text";
        println!("{}", <-n);
    };
}
