// A receive gives a value and whether the channel is open.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    select! {
        case a, b, c := <-ch: println!("{a} {b} {c}");
        default: println!("not yet");
    }
}
