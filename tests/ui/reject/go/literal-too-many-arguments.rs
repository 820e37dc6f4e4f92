// No parameter, one argument.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go!(|| { println!("hello") }(1));
}
