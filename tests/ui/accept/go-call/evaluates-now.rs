// The arguments are evaluated before the goroutine starts.
use goroutines::prelude::*;

#[goroutines]
fn show(n: usize, text: String) -> String {
    format!("{n} {text}")
}

#[goroutines]
fn main() {
    let mut list = vec!["a"];
    let handle = go!(show(list.len(), list.join("+")));
    list.push("b");
    assert_eq!(handle.join().unwrap(), "1 a");
}
