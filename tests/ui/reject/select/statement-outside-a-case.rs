// A statement belongs to some case.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    select! {
        println!("here");
        default: println!("default");
    }
}
