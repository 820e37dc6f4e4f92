//! A missing `return`: the reply is sent twice and read once. Right: return after the first.

use goroutines::prelude::*;

#[goroutines]
fn reply(result: Chan<&'static str>, ok: bool) {
    if !ok {
        result.send("error").unwrap();
        // Forgot to return.
    }
    result.send("done").unwrap();
}

#[goroutines]
pub(crate) fn leaky() {
    let result = chan(0);
    go!(reply(result, false));
    result.recv();
}

#[goroutines]
fn reply_once(result: Chan<&'static str>, ok: bool) {
    if !ok {
        result.send("error").unwrap();
        return;
    }
    result.send("done").unwrap();
}

#[goroutines]
pub(crate) fn correct() {
    let result = chan(0);
    go!(reply_once(result, false));
    result.recv();
}
