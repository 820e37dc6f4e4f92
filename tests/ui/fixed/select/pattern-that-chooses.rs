// help: bind the whole, and look at it in the case: `v = ch.recv() => if let Some(v) = v { … }`
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan::<u32>(1);
    select! {
        v = ch.recv() => if let Some(v) = v { println!("{v}") },
        default => println!("none"),
    }
}
