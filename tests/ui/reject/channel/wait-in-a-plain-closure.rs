// In a plain closure the send would never happen.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan(3);
    (0..3).for_each(|n| {
        ch.send(n);
    });
}
