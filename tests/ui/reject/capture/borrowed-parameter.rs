// A goroutine may outlive what a parameter refers to.
use goroutines::prelude::*;

fn show(text: &str) {
    println!("{text}");
}

#[goroutines]
fn start(text: &str) {
    go!(show(text));
}

#[goroutines]
fn main() {
    start("hello");
}
