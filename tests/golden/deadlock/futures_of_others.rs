//! Waits for futures and streams that are not of this crate: where the program's calls are, and who called them.
//!
//! Go has no counterpart: it has no futures.

use std::pin::Pin;
use std::task::{Context, Poll};

use goroutines::prelude::*;

/// A stream without items.
struct Silent;

impl futures_util::Stream for Silent {
    type Item = u32;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<u32>> {
        Poll::Pending
    }
}

#[goroutines]
fn never(ch: Chan<u32>) {
    std::future::pending::<()>();
    ch.close();
}

#[goroutines]
fn caller(ch: Chan<u32>) {
    never(ch);
}

#[goroutines]
pub(crate) fn main() {
    let ch = chan::<u32>(0);
    go!(caller(ch));
    go! {
        for _ in Silent {}
    };
    ch.recv();
}
