// note: receive with `ch.recv()`, which gives an `Option`, or derive `Default`
use goroutines::prelude::*;

#[derive(Default)]
struct Token;

#[goroutines]
fn main() {
    let ch = chan::<Token>(1);
    ch.close();
    select! {
        case _token := <-ch: println!("token");
    }
}
