// A guard is a condition.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan::<u32>(1);
    select! {
        case v := <-ch if 1: println!("{v}");
        default: {}
    }
}
