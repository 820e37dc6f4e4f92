// help: remove `const`, or keep the function plain with `#[plain]`
use goroutines::prelude::*;

#[goroutines]
mod numbers {
    #[plain]
    pub const fn double(n: u32) -> u32 {
        n * 2
    }
}

fn main() {
    assert_eq!(numbers::double(1), 2);
}
