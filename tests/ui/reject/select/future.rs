// A future of another kind is no case: when another case is chosen, it would be dropped half-way.
use goroutines::prelude::*;

async fn work() -> u32 {
    1
}

#[goroutines]
fn main() {
    let numbers = chan::<u32>(1);
    select! {
        n = numbers.recv() => println!("{n:?}"),
        n = work() => println!("{n}"),
    }
}
