// help: call the function literal: `go!(|x| { … }(value))`, or write the block alone: `go! { … }`
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go!(|x| { println!("{x}") }("now"));
    go! { println!("now") };
}
