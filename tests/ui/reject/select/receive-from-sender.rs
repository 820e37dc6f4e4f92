// A sender does not receive.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (tx, _rx) = chan::<u32>(1).split();
    select! {
        case v := <-tx: println!("{v}");
    }
}
