// A receive from nothing.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    select! {
        case v := <-: println!("{v}");
        default: println!("default");
    }
}
