// The value of `select!` is that of the chosen case, so they agree.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan::<u32>(1);
    let n: u32 = select! {
        case v := <-ch: v
        default: "nothing"
    };
    println!("{n}");
}
