// Go's receive gives a zero value once the channel is closed; this type has none.
use goroutines::prelude::*;

struct Token;

#[goroutines]
fn main() {
    let ch = chan::<Token>(1);
    select! {
        case _token := <-ch: println!("token");
    }
}
