// A send to something that is no channel.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let n = 3;
    select! {
        case n <- 1: println!("sent");
    }
}
