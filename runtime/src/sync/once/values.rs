//! `once_values`: a future that is run by the first to ask, for two values that all get.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::{Get, OnceValue, once_value};

/// Makes a handle whose first [`get`](OnceValues::get) runs `work`, for two values that all get:
/// Go's `sync.OnceValues`.
///
/// For a value and an error, as in Go, [`once_value`] with a `Result` reads better.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     let limits = sync::once_values(async { (1, "ten") });
///     assert_eq!(limits.get(), (&1, &"ten"));
/// }
/// ```
#[doc(alias = "OnceValues")]
pub fn once_values<F, A, B>(work: F) -> OnceValues<A, B>
where
    F: Future<Output = (A, B)> + Send + 'static,
{
    OnceValues(once_value(work))
}

/// A handle from [`once_values`]; a clone is another handle to the same values.
#[derive(Debug)]
pub struct OnceValues<A, B>(OnceValue<(A, B)>);

impl<A, B> OnceValues<A, B> {
    /// Runs the work if nobody has begun before, and waits for the values. Dropped half-way, it
    /// leaves the work to the next caller.
    ///
    /// # Panics
    ///
    /// If the work panics or has panicked: with the same text, on each call.
    #[track_caller]
    pub fn get(&self) -> GetBoth<'_, A, B> {
        GetBoth(self.0.get())
    }
}

impl<A, B> Clone for OnceValues<A, B> {
    fn clone(&self) -> OnceValues<A, B> {
        OnceValues(self.0.clone())
    }
}

/// The future of [`OnceValues::get`].
#[derive(Debug)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct GetBoth<'a, A, B>(Get<'a, (A, B)>);

impl<'a, A, B> Future for GetBoth<'a, A, B> {
    type Output = (&'a A, &'a B);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx).map(|(a, b)| (a, b))
    }
}
