// A `Vec` is no handle.
use goroutines::prelude::*;

#[derive(Clone, Share)]
struct Server {
    wg: WaitGroup,
    names: Vec<String>,
}

fn main() {}
