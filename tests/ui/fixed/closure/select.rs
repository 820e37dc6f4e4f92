// help: use a `for` loop or `go! { … }` instead of the closure: these can wait
use goroutines::prelude::*;

#[goroutines]
fn main() {
    for _ in [1, 2] {
        select! {
            default => {}
        }
    }
}
