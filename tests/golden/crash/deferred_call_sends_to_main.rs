//! The panic goes on behind a deferred call that tells `main` that all is done, and then waits itself.

use goroutines::prelude::*;

#[goroutines]
fn fails(done: Chan<()>, told: Chan<()>) {
    defer!(told.recv());
    defer!(done.send(()));
    panic!("crash");
}

#[goroutines]
pub(crate) fn main() {
    let (done, told) = (chan::<()>(0), chan::<()>(1));
    go!(fails(done, told));
    done.recv();
    told.send(()).unwrap();
}
