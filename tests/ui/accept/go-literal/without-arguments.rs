// Go's `go func() { … }()`.
use goroutines::prelude::*;

#[goroutines]
fn one() -> u32 {
    1
}

#[goroutines]
fn main() {
    let handle = go!(|| { one() + 1 }());
    assert_eq!(handle.join().unwrap(), 2);
}
