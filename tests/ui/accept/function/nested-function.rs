// A function inside a function has its own attribute.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    #[goroutines]
    fn inner(n: u32) -> u32 {
        n + 1
    }
    fn plain(n: u32) -> u32 {
        n + 2
    }
    assert_eq!(inner(plain(1)), 4);
}
