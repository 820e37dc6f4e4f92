//! A forgotten `close`: the loop waits for one value more.

use goroutines::prelude::*;

#[goroutines]
fn produce(ch: Chan<i32>) {
    for i in 0..3 {
        ch.send(i).unwrap();
    }
}

#[goroutines]
pub(crate) fn main() {
    let ch = chan::<i32>(0);
    go!(produce(ch));
    for _ in &ch {}
}
