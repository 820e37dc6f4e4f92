// A tuple struct's constructor runs nothing; a capital alone says nothing.
use goroutines::prelude::*;

#[goroutines]
mod marked {
    struct Meters(u32);

    fn main() {
        go!(Meters(3));
    }
}

#[goroutines]
fn main() {
    go!(Some(3));
}
