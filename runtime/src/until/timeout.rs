//! A time limit for any work: `timeout(limit, || work())`.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::time::Duration;

use crate::scheduler::spawn::spawn;

/// The time was up before the operation was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Elapsed(pub(super) ());

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("timed out")
    }
}

impl Error for Elapsed {}

/// Runs `work` in a goroutine of its own, and waits for its end, but no longer than `limit`.
///
/// A goroutine cannot be ended from outside. Work that takes longer goes on by itself, and its
/// result is dropped: give it a [context](crate::context) to look at, so that it can stop.
/// `work` is a closure that returns a future: `|| function(x)` with a `#[goroutines]` function, or
/// `async || { … }`.
///
/// # Errors
///
/// [`Elapsed`] if the time was up first.
///
/// # Panics
///
/// If the work panics in time, with its panic. If it panics later, the program ends.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn slow(n: u32) -> u32 {
///     time::sleep(time::MILLISECOND);
///     n + 1
/// }
///
/// #[goroutines]
/// fn main() {
///     assert_eq!(time::timeout(time::MINUTE, || slow(1)), Ok(2));
///     assert!(time::timeout(time::MILLISECOND, async || time::sleep(time::HOUR).await).is_err());
/// }
/// ```
#[track_caller]
pub fn timeout<W, F>(limit: Duration, work: W) -> impl Future<Output = Result<F::Output, Elapsed>> + Send
where
    W: FnOnce() -> F,
    F: Future<Output: Send> + Send + 'static,
{
    let handle = spawn(work());
    async move {
        match handle.join_timeout(limit).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => error.resume(),
            Err(elapsed) => Err(elapsed),
        }
    }
}
