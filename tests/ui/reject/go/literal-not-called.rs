// A function literal that nobody calls.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go!(|| {
        println!("never");
    });
}
