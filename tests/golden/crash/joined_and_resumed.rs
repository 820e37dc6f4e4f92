//! A goroutine goes on with the panic of one that it joined: told where it first happened.
//! Go has no counterpart: it has no handles.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let handle: goroutines::JoinHandle<()> = go! { panic!("boom") };
    if let Err(error) = handle.join() {
        error.resume();
    }
}
