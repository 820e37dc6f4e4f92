// Go's habit: `defer func() { … }()`, but the call is missing.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    defer!(|| println!("done"));
}
