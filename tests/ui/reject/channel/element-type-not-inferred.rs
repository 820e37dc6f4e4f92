// Nothing says what the channel holds.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan(1);
    ch.close();
}
