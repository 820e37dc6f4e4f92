// A lone `go!` in plain code: its block is Go-looking, its arguments are plain.
use goroutines::prelude::*;

fn double(n: usize) -> usize {
    n * 2
}

fn main() {
    let (c, d) = (chan::<i32>(1), chan::<i32>(1));
    let relayed = go! {
        v := <-c;
        d <- v + 1;
        return v;
    };
    c.send_blocking(1).unwrap();
    assert_eq!(d.recv_blocking(), Some(2));
    assert_eq!(relayed.join_blocking().unwrap(), 1);
    let h = go!(double(double(c.len() + 1)));
    assert_eq!(h.join_blocking().unwrap(), 4);
}
