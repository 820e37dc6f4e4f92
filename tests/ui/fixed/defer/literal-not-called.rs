// help: call the function literal: `defer!(|x| { … }(value))`, or write the block alone: `defer! { … }`
use goroutines::prelude::*;

#[goroutines]
fn main() {
    defer!(|x| { println!("{x}") }("done"));
    defer! { println!("done") }
}
