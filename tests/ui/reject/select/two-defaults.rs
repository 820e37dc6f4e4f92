// One `default` too many.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    select! {
        default => println!("a"),
        default => println!("b"),
    }
}
