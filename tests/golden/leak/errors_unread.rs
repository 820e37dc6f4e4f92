//! Two steps report an error each, and the caller returns with the first. Right: read both.

use goroutines::prelude::*;

#[goroutines]
fn step(errors: Chan<String>) {
    errors.send("failed".to_owned()).unwrap();
}

#[goroutines]
pub(crate) fn leaky() {
    let errors = chan(0);
    for _ in 0..2 {
        go!(step(errors));
    }
    errors.recv();
}

#[goroutines]
pub(crate) fn correct() {
    let errors = chan(0);
    for _ in 0..2 {
        go!(step(errors));
    }
    errors.recv();
    errors.recv();
}
