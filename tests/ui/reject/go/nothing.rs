// Nothing to run.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go!();
}
