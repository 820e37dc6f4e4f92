// note: use a `for` loop, `go! { … }` or `async || { … }` instead of the closure: these can wait
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
