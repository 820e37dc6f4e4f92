// A plain function cannot wait.
use goroutines::prelude::*;

fn main() {
    let ch = chan::<u32>(1);
    select! {
        case v := <-ch: println!("{v}");
    }
}
