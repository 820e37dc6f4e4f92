// help: receive from a timer: `_ = time::after(duration).recv() => …`
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let numbers = chan::<u32>(1);
    let duration = time::MILLISECOND;
    select! {
        n = numbers.recv() => println!("{n:?}"),
        _ = time::after(duration).recv() => println!("late"),
    }
}
