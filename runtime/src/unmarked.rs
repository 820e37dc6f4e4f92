//! What rustc says where a function waits that is not marked: `ch.send(v).unwrap()`, `for v in ch`.
//! Nothing here is ever called.
//!
//! In goroutine code the macro waits first, and the method is one of the `Result` or the `Option`.
//! Elsewhere these methods are found, and their bound, which nothing meets, carries the words. A
//! statement such as `time::sleep(d);` has them in its `#[must_use]`.

use std::marker::PhantomData;

use crate::chan::{
    Chan, Receiver, Recv, RecvTimeout, RecvTimeoutError, Send, SendError, SendTimeout, SendTimeoutError,
};
use crate::join::{Join, JoinError};

/// Code that waits.
#[diagnostic::on_unimplemented(
    message = "a call waits only in goroutine code, and this function is not marked",
    label = "not waited for",
    note = "mark the function with `#[goroutines]`",
    note = "in an `async` function write `.await`; in plain code on a thread call the `_blocking` form"
)]
pub trait GoroutineCode {}

/// Code in which a `for` loop receives from a channel.
#[diagnostic::on_unimplemented(
    message = "a `for` loop receives from a channel only in goroutine code, and this function is not marked",
    label = "not received from",
    note = "mark the function with `#[goroutines]`",
    note = "in an `async` function write `while let Some(v) = ch.recv().await`; in plain code on a thread write \
            `for v in ch.iter_blocking()`"
)]
pub trait ReceivingCode {}

/// A function that is not marked, with a loop over values of type `T`: rustc names it where the
/// loop is refused.
pub struct PlainFunction<T>(PhantomData<T>);

macro_rules! not_received_from {
    ($([$($generics:tt)*] $channel:ty;)*) => {$(
        #[doc(hidden)]
        impl<$($generics)*> Iterator for $channel
        where
            PlainFunction<T>: ReceivingCode,
        {
            type Item = T;

            fn next(&mut self) -> Option<T> {
                unreachable!("the compiler refuses the loop")
            }
        }
    )*};
}

not_received_from! {
    [T] Chan<T>;
    [T] Receiver<T>;
    ['a, T] &'a Chan<T>;
    ['a, T] &'a Receiver<T>;
}

macro_rules! not_waited_for {
    ($([$($generics:tt)*] $future:ty: Option<$value:ty>;)*) => {$(
        #[doc(hidden)]
        impl<$($generics)*> $future {
            not_waited_for!(@methods $value, unwrap(), expect(_: &str), unwrap_or(_: $value), unwrap_or_default());
            not_waited_for!(@methods bool, is_some(), is_none());
            not_waited_for!(@methods Option<$value>, take(), iter());
        }
    )*};
    ($([$($generics:tt)*] $future:ty: Result<$value:ty, $error:ty>;)*) => {$(
        #[doc(hidden)]
        impl<$($generics)*> $future {
            not_waited_for!(@methods $value, unwrap(), expect(_: &str), unwrap_or(_: $value), unwrap_or_default());
            not_waited_for!(@methods bool, is_ok(), is_err());
            not_waited_for!(@methods Option<$value>, ok());
            not_waited_for!(@methods Option<$error>, err());
            not_waited_for!(@methods $error, unwrap_err());
        }
    )*};
    (@methods $value:ty, $($name:ident($($argument:tt)*)),*) => {$(
        #[allow(missing_docs, clippy::missing_errors_doc, clippy::missing_panics_doc)]
        pub fn $name(self, $($argument)*) -> $value
        where
            Self: GoroutineCode,
        {
            unreachable!("the compiler refuses the call")
        }
    )*};
}

not_waited_for! {
    ['a, T] Recv<'a, T>: Option<T>;
}

not_waited_for! {
    ['a, T] Send<'a, T>: Result<(), SendError<T>>;
    ['a, T] SendTimeout<'a, T>: Result<(), SendTimeoutError<T>>;
    ['a, T] RecvTimeout<'a, T>: Result<T, RecvTimeoutError>;
    [T] Join<T>: Result<T, JoinError>;
}
