// In a plain closure nothing can wait, so the call would never run.
use goroutines::prelude::*;

#[goroutines]
fn greet(name: &str) {
    println!("hello {name}");
}

#[goroutines]
fn main() {
    ["a", "b"].iter().for_each(|name| {
        greet(name);
    });
}
