// The fields of a literal wait in the order in which they are written.
use goroutines::prelude::*;

#[derive(Debug, PartialEq)]
struct Point {
    x: u32,
    y: u32,
}

#[goroutines]
fn measure(n: u32) -> u32 {
    n * 10
}

#[goroutines]
fn main() {
    let p = Point { x: measure(1), y: measure(2) };
    assert_eq!(p, Point { x: 10, y: 20 });
    let q = Point { x: measure(3), ..p };
    assert_eq!((q.x, q.y), (30, 20));
}
