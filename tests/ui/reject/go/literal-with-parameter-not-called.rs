// A function literal with a parameter, and no value for it.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go!(|name: &str| println!("{name}"));
}
