// A name is not a call.
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go!(worker);
}
