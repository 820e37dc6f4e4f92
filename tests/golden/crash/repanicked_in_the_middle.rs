//! A panic that was recovered and raised again keeps what it had replaced itself.

use goroutines::prelude::*;

#[goroutines]
fn inner() {
    defer! {
        recover();
        panic!("middle");
    };
    panic!("inner");
}

#[goroutines]
fn middle() {
    defer! {
        let again = recover().unwrap();
        panic!("{again}");
    };
    inner();
}

#[goroutines]
pub(crate) fn main() {
    defer! {
        recover();
        panic!("outer");
    };
    middle();
}
