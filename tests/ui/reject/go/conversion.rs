// A tuple struct's constructor runs nothing.
use goroutines::prelude::*;

struct Meters(u32);

#[goroutines]
fn main() {
    go!(Meters(3));
}
