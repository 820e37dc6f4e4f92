//! One value is read from the end of a pipeline: all its stages wait with the next. Right: read to the end.

use goroutines::prelude::*;

#[goroutines]
fn generate(out: Chan<i32>) {
    defer!(out.close());
    for i in 0..10 {
        out.send(i).unwrap();
    }
}

#[goroutines]
fn square(numbers: Chan<i32>, out: Chan<i32>) {
    defer!(out.close());
    for v in numbers {
        out.send(v * v).unwrap();
    }
}

#[goroutines]
pub(crate) fn leaky() {
    let (numbers, squares) = (chan(0), chan(0));
    go!(generate(numbers));
    go!(square(numbers, squares));
    squares.recv();
}

#[goroutines]
pub(crate) fn correct() {
    let (numbers, squares) = (chan(0), chan(0));
    go!(generate(numbers));
    go!(square(numbers, squares));
    for _ in squares {}
}
