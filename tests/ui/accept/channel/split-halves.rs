// The halves of a split channel move; it closes when the last sender is gone.
use goroutines::prelude::*;

#[goroutines]
fn produce(out: Sender<u32>) {
    for i in 1..4 {
        out.send(i).unwrap();
    }
}

#[goroutines]
fn main() {
    let (tx, rx) = chan(0).split();
    go!(produce(tx));
    let mut list = Vec::new();
    for n in rx {
        list.push(n);
    }
    assert_eq!(list, [1, 2, 3]);
}
