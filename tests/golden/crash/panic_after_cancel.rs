//! A panic in what `context::after_func` starts, with the text of the context's error.
//! Differs from Go: the creator is the function that was called, `context::after_func`; Go names one inside `cancel`.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let (ctx, cancel) = context::with_cancel(&context::background());
    let _stop = context::after_func(&ctx, || panic!("{}", ctx.err().unwrap()));
    cancel();
    select! {}
}
