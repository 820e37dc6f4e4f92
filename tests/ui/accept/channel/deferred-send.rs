// A deferred call may wait.
use goroutines::prelude::*;

#[goroutines]
fn work(done: Chan<&'static str>) {
    defer!(done.send("done").unwrap());
    goroutines::yield_now();
}

#[goroutines]
fn main() {
    let done = chan(0);
    go!(work(done));
    assert_eq!(done.recv(), Some("done"));
}
