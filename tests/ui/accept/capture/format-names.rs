// Names in format strings go along.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (name, width) = ("x".to_owned(), 3);
    let handle = go! { format!("{name:>width$}") };
    assert_eq!(handle.join().unwrap(), "  x");
}
