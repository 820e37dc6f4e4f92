// help: write `case v := <-ch:`, and what to do behind it
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan::<u32>(1);
    ch.send(1).unwrap();
    select! {
        case v := <-ch: println!("{v}");
    }
}
