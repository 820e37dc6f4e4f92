// What a call returns coerces as ever.
use goroutines::prelude::*;

#[goroutines]
fn name() -> String {
    "gopher".to_owned()
}

#[goroutines]
fn boxed() -> Box<u32> {
    Box::new(7)
}

fn len(text: &str) -> usize {
    text.len()
}

#[goroutines]
fn main() {
    assert_eq!(len(&name()), 6);
    let n: &u32 = &boxed();
    assert_eq!(*n, 7);
    let f: Box<dyn std::fmt::Display> = boxed();
    assert_eq!(f.to_string(), "7");
}
