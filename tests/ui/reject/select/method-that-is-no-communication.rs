// A method of a channel, but no communication.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let list = vec![1];
    select! {
        n = list.len() => println!("{n}"),
        default => println!("not yet"),
    }
}
