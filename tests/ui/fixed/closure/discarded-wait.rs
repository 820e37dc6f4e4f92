// note: a `for` loop, `go! { … }` or `async || { … }` in place of the closure can wait
use goroutines::prelude::*;

#[goroutines]
fn greet(name: &str) {
    println!("hello {name}");
}

#[goroutines]
fn main() {
    for name in ["a", "b"] {
        greet(name);
    }
}
