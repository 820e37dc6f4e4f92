// Only a goroutine is joined by a case.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let numbers = chan::<u32>(1);
    let thread = std::thread::spawn(|| 1);
    select! {
        n = numbers.recv() => println!("{n:?}"),
        r = thread.join() => println!("{r:?}"),
    }
}
