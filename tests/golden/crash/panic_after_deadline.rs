//! The text of a context whose deadline has passed.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let (ctx, _cancel) = context::with_timeout(&context::background(), time::Duration::ZERO);
    ctx.done().recv();
    panic!("{}", ctx.err().unwrap());
}
