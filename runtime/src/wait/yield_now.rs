//! Yields to the other goroutines, as Go's `runtime.Gosched`.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Lets the goroutines that are ready run before it goes on.
///
/// The caller stays ready and goes to the back of its worker's queue. Channel operations do this by
/// themselves now and then; only a goroutine that computes for long without any has a use for it.
/// In goroutine code the call waits.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::yield_now;
///
/// #[goroutines]
/// fn main() {
///     let mut sum = 0_u64;
///     for i in 0..1_000 {
///         sum += i;
///         yield_now();
///     }
///     assert_eq!(sum, 499_500);
/// }
/// ```
#[doc(alias = "Gosched")]
pub fn yield_now() -> YieldNow {
    YieldNow { yielded: false }
}

/// The future of [`yield_now`].
#[derive(Debug)]
#[must_use = "it does not wait here: mark the function with `#[goroutines]`, or write `.await`"]
pub struct YieldNow {
    /// Whether it has given way already.
    yielded: bool,
}

impl Future for YieldNow {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.yielded {
            return Poll::Ready(());
        }
        self.yielded = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
