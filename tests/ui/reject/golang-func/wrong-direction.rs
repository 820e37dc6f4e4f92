// A channel converts to one direction, not to the other, and not back.
use goroutines::prelude::*;

go! {
    func send(c: chan<- i32) { c <- 1; }
    func receive(c: <-chan i32) { <-c; }
    func both(c: chan i32) { c <- <-c; }

    fn main() {
        c := make(chan i32, 1);
        let (to, from) = (c.sender(), c.receiver());
        send(from);
        receive(to);
        both(to);
    }
}
