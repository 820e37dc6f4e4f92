//! A goroutine that is kept alive forever, with nothing left to do. Right: a channel that ends it.

use goroutines::prelude::*;

#[goroutines]
fn forever() {
    select! {}
}

#[goroutines]
pub(crate) fn leaky() {
    go!(forever());
}

#[goroutines]
fn until(done: Chan<bool>) {
    done.recv();
}

#[goroutines]
pub(crate) fn correct() {
    let done = chan(0);
    go!(until(done));
    done.close();
}
