//! The function that cancels a context is never called. Right: `defer!(cancel())`.

use goroutines::prelude::*;

#[goroutines]
fn worker(ctx: context::Context) {
    ctx.done().recv();
}

#[goroutines]
pub(crate) fn leaky() {
    let (ctx, _cancel) = context::with_cancel(&context::background());
    go!(worker(ctx));
}

#[goroutines]
pub(crate) fn correct() {
    let (ctx, cancel) = context::with_cancel(&context::background());
    defer!(cancel());
    go!(worker(ctx));
}
