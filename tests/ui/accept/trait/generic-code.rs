// A trait, two implementations, and code that is generic over them.
use goroutines::prelude::*;

#[goroutines]
trait Shape {
    fn area(&self) -> u32;

    fn double(&self) -> u32
    where
        Self: Sync,
    {
        self.area() * 2
    }
}

struct Square(u32);
struct Rect(u32, u32);

#[goroutines]
impl Shape for Square {
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}

#[goroutines]
impl Shape for Rect {
    fn area(&self) -> u32 {
        goroutines::yield_now();
        self.0 * self.1
    }
}

#[goroutines]
fn measure(shape: impl Shape + Send + Sync + 'static) -> u32 {
    shape.double()
}

#[goroutines]
fn main() {
    assert_eq!(measure(Square(2)), 8);
    assert_eq!(go!(measure(Rect(2, 3))).join().unwrap(), 12);
}
