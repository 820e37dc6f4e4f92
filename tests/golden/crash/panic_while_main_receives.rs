//! A goroutine panics while the main goroutine waits for what never comes: the panic is told, not the deadlock.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let never = chan::<i32>(0);
    go! { panic!("boom") };
    never.recv();
}
