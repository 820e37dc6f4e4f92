//! A producer returns early, past its `close`. Right: `defer!`.

use goroutines::prelude::*;

#[goroutines]
fn produce(values: Chan<i32>, ok: bool) {
    for i in 0..3 {
        if !ok && i == 2 {
            return;
        }
        values.send(i).unwrap();
    }
    values.close();
}

#[goroutines]
fn consume(values: Chan<i32>) {
    for _ in values {}
}

#[goroutines]
pub(crate) fn leaky() {
    let values = chan(0);
    go!(produce(values, false));
    go!(consume(values));
}

#[goroutines]
fn produce_deferred(values: Chan<i32>, ok: bool) {
    defer!(values.close());
    for i in 0..3 {
        if !ok && i == 2 {
            return;
        }
        values.send(i).unwrap();
    }
}

#[goroutines]
pub(crate) fn correct() {
    let values = chan(0);
    go!(produce_deferred(values, false));
    go!(consume(values));
}
