// The result of a call that waits is used as another type.
use goroutines::prelude::*;

#[goroutines]
fn answer() -> u32 {
    42
}

#[goroutines]
fn main() {
    let text: String = answer();
    println!("{text}");
}
