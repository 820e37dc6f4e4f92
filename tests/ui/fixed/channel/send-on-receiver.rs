// note: send to the `Chan`, or to the `Sender` that `split()` gives beside the `Receiver`
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (tx, rx) = chan::<u32>(1).split();
    tx.send(1).unwrap();
    assert_eq!(rx.recv(), Some(1));
}
