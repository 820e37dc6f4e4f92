// A number is no channel.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let n: u32 = 3;
    n.recv();
}
