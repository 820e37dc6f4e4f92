// A buffered channel takes values without a receiver.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan(2);
    ch.send("buffered").unwrap();
    ch.send("channel").unwrap();
    assert_eq!((ch.len(), ch.capacity()), (2, 2));
    assert_eq!(ch.recv(), Some("buffered"));
    assert_eq!(ch.recv(), Some("channel"));
}
