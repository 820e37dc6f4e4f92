// A case is a channel operation, not any future.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let numbers = chan::<u32>(1);
    select! {
        n = numbers.recv() => println!("{n:?}"),
        _ = time::sleep(time::SECOND) => println!("late"),
    }
}
