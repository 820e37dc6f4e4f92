// Nor is the `String` of a variant.
use goroutines::prelude::*;

#[derive(Clone, Share)]
enum Target {
    Group(WaitGroup),
    Name(String),
}

fn main() {}
