//! What the expansion of `select!` does with the outcome of a case.

use crate::chan::SendError;

/// The end of a chosen send in Go's spelling, which panics on a closed channel.
///
/// # Panics
///
/// With `send on closed channel`, at the caller's place.
#[doc(hidden)]
#[track_caller]
pub fn sent<T>(result: impl Into<Option<Result<(), SendError<T>>>>) {
    if let Some(Err(error)) = result.into() {
        panic!("{error}");
    }
}

/// The outcome of the chosen send.
#[doc(hidden)]
#[track_caller]
pub fn outcome<T>(result: Option<Result<(), SendError<T>>>) -> Result<(), SendError<T>> {
    result.expect("only a chosen send has an outcome")
}

/// What the chosen operation gave.
#[doc(hidden)]
#[track_caller]
pub fn waited<T>(result: Option<T>) -> T {
    result.expect("the chosen case has an outcome")
}

/// The value of a send that was not chosen.
#[doc(hidden)]
#[track_caller]
pub fn unsent<T>(value: Option<T>) -> T {
    value.expect("a send that was not chosen keeps its value")
}

/// There is no such case.
#[doc(hidden)]
#[track_caller]
pub fn no_such_case() -> ! {
    unreachable!("`select!` chose a case that it does not have")
}
