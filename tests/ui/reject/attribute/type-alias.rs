// A type alias has no code.
use goroutines::prelude::*;

#[goroutines]
type Jobs = Chan<u32>;

fn main() {
    let _: Jobs = chan(1);
}
