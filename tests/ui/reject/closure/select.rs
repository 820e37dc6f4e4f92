// A `select!` waits, and a plain closure cannot.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    [1, 2].iter().for_each(|_| {
        select! {
            default => {}
        }
    });
}
