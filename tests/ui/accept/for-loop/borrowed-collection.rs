// A loop over `&collection` leaves the collection alone.
use goroutines::prelude::*;

#[goroutines]
fn length(text: &str) -> usize {
    text.len()
}

#[goroutines]
fn main() {
    let names = vec!["a".to_owned(), "bc".to_owned()];
    let mut total = 0;
    for name in &names {
        total += length(name);
    }
    assert_eq!((total, names.len()), (3, 2));
}
