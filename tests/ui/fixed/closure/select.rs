// help: a `for` loop or `go! { … }` in place of the closure can wait
use goroutines::prelude::*;

#[goroutines]
fn main() {
    for _ in [1, 2] {
        select! {
            default => {}
        }
    }
}
