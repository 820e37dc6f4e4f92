// A generic function, with a turbofish.
use goroutines::prelude::*;

#[goroutines]
fn parse<T: std::str::FromStr + Send>(text: &'static str) -> Option<T> {
    text.parse().ok()
}

#[goroutines]
fn main() {
    assert_eq!(go!(parse::<u8>("7")).join().unwrap(), Some(7));
    assert_eq!(go!(parse::<u8>("x")).join().unwrap(), None);
}
