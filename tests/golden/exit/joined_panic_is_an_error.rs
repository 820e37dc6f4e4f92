//! A panic that somebody joins is an error and prints nothing. Go has no counterpart: it has no handles.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let handle = go! { panic!("no luck") };
    let error = handle.join().unwrap_err();
    eprintln!("{}", error.message());
}
