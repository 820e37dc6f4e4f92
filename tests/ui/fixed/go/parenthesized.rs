// help: remove the inner parentheses
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go!(worker());
}
