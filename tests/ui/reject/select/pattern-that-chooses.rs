// A case binds an `Option`; it is not skipped when the channel is closed.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let numbers = chan::<u32>(1);
    select! {
        Some(n) = numbers.recv() => println!("{n}"),
        default => println!("none"),
    }
}
