// C code cannot wait.
use goroutines::prelude::*;

#[goroutines]
extern "C" fn callback(n: u32) -> u32 {
    n
}

fn main() {
    callback(1);
}
