//! The producer forgets to close: the loop over the channel never ends. Right: `close`.

use goroutines::prelude::*;

#[goroutines]
fn consume(values: Chan<i32>) {
    for _ in values {}
}

#[goroutines]
pub(crate) fn leaky() {
    let values = chan(0);
    go!(consume(values));
    for i in 0..3 {
        values.send(i).unwrap();
    }
}

#[goroutines]
pub(crate) fn correct() {
    let values = chan(0);
    go!(consume(values));
    for i in 0..3 {
        values.send(i).unwrap();
    }
    values.close();
}
