// The halves of a split channel move.
use goroutines::prelude::*;

#[goroutines]
fn produce(out: Sender<u32>) {
    out.send(1).unwrap();
}

#[goroutines]
fn main() {
    let (tx, rx) = chan(1).split();
    go!(produce(tx));
    go!(produce(tx));
    rx.recv();
}
