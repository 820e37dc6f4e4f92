//! The future of an operation that makes a socket: a dial, or a listen that may have to look a name
//! up.

use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The future of [`dial`](super::dial), [`TcpListener::bind`](super::TcpListener::bind) and the
/// like.
///
/// It borrows nothing. If it is dropped half-way, it opens nothing.
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct Opening<T>(Pin<Box<dyn Future<Output = io::Result<T>> + Send>>);

impl<T> Opening<T> {
    pub(super) fn new(opens: impl Future<Output = io::Result<T>> + Send + 'static) -> Opening<T> {
        Opening(Box::pin(opens))
    }
}

impl<T> Future for Opening<T> {
    type Output = io::Result<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        self.0.as_mut().poll(cx)
    }
}

impl<T> fmt::Debug for Opening<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opening").finish_non_exhaustive()
    }
}
