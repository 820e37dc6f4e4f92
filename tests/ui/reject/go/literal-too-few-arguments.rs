// Two parameters, one argument.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go!(|a: u32, b: u32| { println!("{}", a + b) }(1));
}
