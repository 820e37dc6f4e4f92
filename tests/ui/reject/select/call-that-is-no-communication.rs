// Any call but `recv()` and `send(…)`.
use goroutines::prelude::*;

fn work() -> u32 {
    1
}

#[goroutines]
fn main() {
    select! {
        n = work() => println!("{n}"),
        default => println!("not yet"),
    }
}
