// `vec!` in both its forms.
use goroutines::prelude::*;

#[goroutines]
fn one() -> u32 {
    1
}

#[goroutines]
fn main() {
    assert_eq!(vec![one(), one() + 1], [1, 2]);
    assert_eq!(vec![one(); 3], [1, 1, 1]);
}
