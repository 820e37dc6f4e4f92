// A tuple struct's constructor runs nothing; a capital alone says nothing.
use goroutines::prelude::*;

#[goroutines]
mod marked {
    use goroutines::prelude::*;

    struct Meters(u32);

    fn start() {
        go!(Meters(3));
    }
}

#[goroutines]
fn main() {
    go!(Some(3));
}
