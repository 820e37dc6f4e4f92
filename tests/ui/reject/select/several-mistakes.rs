// Three mistakes in one `select!`, three errors.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan::<u32>(1);
    select! {
        case ready: println!("ready");
        case v := <-ch: println!("{v}");
        case a, b, c := <-ch: println!("{a} {b} {c}");
        default: {}
        default: {}
    }
}
