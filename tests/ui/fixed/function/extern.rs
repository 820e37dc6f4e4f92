// help: keep this function plain, and call `goroutines::run(…)` in it
use goroutines::prelude::*;

#[goroutines]
fn double(n: u32) -> u32 {
    n * 2
}

extern "C" fn callback(n: u32) -> u32 {
    goroutines::run(double(n))
}

fn main() {
    assert_eq!(callback(1), 2);
}
