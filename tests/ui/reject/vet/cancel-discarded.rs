// Nobody can cancel the context.
#![deny(deprecated)]

use goroutines::prelude::*;

#[goroutines]
fn main() {
    let (ctx, _) = context::with_cancel(&context::background());
    println!("{:?}", ctx.err());
}
