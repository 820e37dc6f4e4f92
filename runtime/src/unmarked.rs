//! What rustc says where a function waits that is not marked: `ch.send(v).unwrap()`. Nothing here is ever called.
//!
//! In goroutine code the macro waits first, and the method is one of the `Result` or the `Option`. Elsewhere these methods are found,
//! and their bound, which nothing meets, carries the words. A statement such as `time::sleep(d);` has them in its `#[must_use]`.

use crate::chan::{Recv, RecvTimeout, RecvTimeoutError, Send, SendError, SendTimeout, SendTimeoutError};
use crate::join::{Join, JoinError};

/// Code that waits.
#[diagnostic::on_unimplemented(
    message = "a call waits only in goroutine code, and this function is not marked",
    label = "not waited for",
    note = "mark the function with `#[goroutines]`",
    note = "in an `async` function write `.await`; in plain code on a thread call the `_blocking` form"
)]
pub trait GoroutineCode {}

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
