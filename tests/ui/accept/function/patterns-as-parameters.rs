// Parameters are patterns.
use goroutines::prelude::*;

#[goroutines]
fn area((w, mut h): (u32, u32), [scale, _]: [u32; 2]) -> u32 {
    h += 1;
    w * h * scale
}

#[goroutines]
fn main() {
    assert_eq!(area((2, 3), [10, 0]), 80);
}
