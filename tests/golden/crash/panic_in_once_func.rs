//! The work of a `sync::once_func` panics: the first call's panic is placed where it began.

use goroutines::prelude::*;

fn fails() {
    panic!("only once");
}

#[goroutines]
pub(crate) fn main() {
    let f = sync::once_func(|| fails());
    f.call();
}
