// help: give one value for each parameter
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go!(|a: u32, b: u32| { println!("{}", a + b) }(1, 2));
}
