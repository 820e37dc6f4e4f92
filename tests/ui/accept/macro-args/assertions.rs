// Assertions wait, in their messages too.
use goroutines::prelude::*;

#[goroutines]
fn add(a: u32, b: u32) -> u32 {
    a + b
}

#[goroutines]
fn main() {
    assert_eq!(add(1, 2), 3);
    assert_ne!(add(1, 2), 4, "but {} is", add(2, 2));
    assert!(add(1, 1) == 2);
    assert!(matches!(add(1, 2), 3 | 4 if add(0, 1) == 1));
}
