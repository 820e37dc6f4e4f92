// Neither has an enum.
use goroutines::prelude::*;

#[goroutines]
enum State {
    On,
}

fn main() {
    let _ = State::On;
}
