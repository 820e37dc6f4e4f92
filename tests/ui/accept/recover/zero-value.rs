// A recovered panic gives the zero value.
use goroutines::prelude::*;

#[goroutines]
fn safe(n: u32) -> u32 {
    defer! {
        if let Some(panic) = recover() {
            assert_eq!(panic.message(), "zero");
        }
    }
    assert!(n > 0, "zero");
    100 / n
}

#[goroutines]
fn main() {
    assert_eq!(safe(5), 20);
    assert_eq!(safe(0), 0);
}
