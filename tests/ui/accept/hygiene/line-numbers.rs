// Lines are the user's.
use goroutines::prelude::*;

#[goroutines]
fn same(n: u32) -> u32 {
    n
}

#[goroutines]
fn main() {
    assert_eq!(same(line!()), 11);
    let handle = go! {
        same(line!())
    };
    assert_eq!(handle.join().unwrap(), 13);
    let handle = go! { panic!("here") };
    let error = handle.join().unwrap_err();
    assert_eq!(error.message(), "here");
}
