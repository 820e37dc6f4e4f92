//! The texts of a context's errors.

use goroutines::prelude::*;

#[goroutines]
pub(crate) fn main() {
    let (ctx, cancel) = context::with_cancel(&context::background());
    let none = ctx.err().map_or("<nil>".to_owned(), |error| error.to_string());
    eprintln!("{none}");
    cancel();
    eprintln!("{}", ctx.err().unwrap());
    let (ctx, _cancel) = context::with_timeout(&context::background(), time::Duration::ZERO);
    ctx.done().recv();
    eprintln!("{}", ctx.err().unwrap());
}
