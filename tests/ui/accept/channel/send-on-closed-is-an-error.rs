// In Rust's spelling a closed channel is a value.
use goroutines::prelude::*;

#[goroutines]
fn main() {
    let ch = chan(1);
    ch.close();
    let error = ch.send(3).unwrap_err();
    assert_eq!(error.into_inner(), 3);
    assert_eq!(ch.recv(), None);
}
