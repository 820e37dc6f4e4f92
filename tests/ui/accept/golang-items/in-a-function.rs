// Items in the Go-looking form may stand in a function too.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    go! {
        func relay(from: <-chan i32, to: chan<- i32) { to <- <-from; }
    }
    let (a, b) = (chan(1), chan(1));
    a.send(1).unwrap();
    relay(a.receiver(), b.sender());
    assert_eq!(b.recv(), Some(1));
}
