// Three mistakes in one function, three errors.
use goroutines::prelude::*;

fn worker() {}

#[goroutines]
fn main() {
    go!(worker);
    go!((worker()));
    defer!();
}
