// help: read them from `std::env::args()`
use goroutines::prelude::*;

#[goroutines]
fn main() {
    println!("{}", std::env::args().count());
}
