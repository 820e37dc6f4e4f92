// A number is not a call.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go!(1 + 2);
}
