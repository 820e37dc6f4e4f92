// A function literal, called with a value.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let name = "gopher".to_owned();
    let handle = go!(|text: String, n: usize| { text.repeat(n) }(name, 2));
    assert_eq!(handle.join().unwrap(), "gophergopher");
}
