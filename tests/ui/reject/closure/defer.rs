// A plain closure has no end at which a deferred call could wait.
use goroutines::prelude::*;

fn done() {}

#[goroutines]
fn main() {
    [1, 2].iter().for_each(|_| {
        defer!(done());
    });
}
