// Mistakes in the cases and in the bodies of a `select!`.
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    let ch = chan::<u32>(1);
    select! {
        case ready: println!("ready");
        case v := <-ch: {
            println!("{v}");
            go!(worker);
        }
    }
}
