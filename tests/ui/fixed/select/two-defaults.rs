// help: remove one of the two `default` cases
use goroutines::prelude::*;

#[goroutines]
fn main() {
    select! {
        default => println!("a"),
    }
}
