//! An early return leaves a result unread: whoever sends it waits forever. Right: room for it.

use goroutines::prelude::*;

fn search() -> i32 {
    42
}

#[goroutines]
pub(crate) fn leaky() {
    let result = chan::<i32>(0);
    go! { result.send(search()).unwrap() };
    let error = true;
    if error {
        return;
    }
    result.recv();
}

#[goroutines]
pub(crate) fn correct() {
    let result = chan::<i32>(1);
    go! { result.send(search()).unwrap() };
    let error = true;
    if error {
        return;
    }
    result.recv();
}
