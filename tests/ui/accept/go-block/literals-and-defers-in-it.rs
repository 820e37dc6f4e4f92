// What a deferred call or a function literal in a `go!` block takes along, the block may have declared itself.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let handle = go! {
        let (c, wg) = (chan(2), WaitGroup::new());
        wg.go(|| { c.send(1).unwrap() });
        wg.wait();
        defer! { c.send(2).unwrap() };
        c.recv()
    };
    assert_eq!(handle.join().unwrap(), Some(1));
}
