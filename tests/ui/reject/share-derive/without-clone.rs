// A handle is cloned, so `Clone` has to be derived as well.
use goroutines::prelude::*;

#[derive(Share)]
struct Server {
    wg: WaitGroup,
}

fn main() {}
