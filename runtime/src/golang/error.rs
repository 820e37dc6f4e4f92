//! Go's `error`: nil, or a message with what it wraps.

use std::cell::Cell;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use super::zero::Nil;
use crate::context::ContextError;
use crate::share::Share;

/// Go's `error`.
#[derive(Clone, Default)]
pub struct Error(Option<Arc<dyn StdError + Send + Sync>>);

impl Error {
    /// The error as Rust has it; `None` if it is nil.
    #[must_use]
    pub fn get(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        self.0.as_deref()
    }

    /// Go's `err.Error()`.
    ///
    /// # Panics
    ///
    /// If the error is nil, as in Go.
    #[must_use]
    #[track_caller]
    pub fn Error(&self) -> String {
        let Some(error) = &self.0 else { panic!("runtime error: invalid memory address or nil pointer dereference") };
        error.to_string()
    }

    /// The error that it wraps: that of `fmt.Errorf` with `%w`, or what the `Unwrap()` of the
    /// user's type gives.
    #[must_use]
    pub fn unwrap(&self) -> Option<Error> {
        let error = self.0.as_deref()?;
        if let Some(message) = error.downcast_ref::<Message>() {
            return message.wrapped.clone();
        }
        UNWRAPPED.take();
        let _ = error.source();
        UNWRAPPED.take().filter(|wrapped| wrapped.0.is_some())
    }

    /// An error of Rust's.
    pub(super) fn of_rust(error: Arc<dyn StdError + Send + Sync>) -> Error {
        Error(Some(error))
    }

    fn is(&self, target: &Error) -> bool {
        match (&self.0, &target.0) {
            (None, None) => true,
            (Some(error), Some(target)) => {
                Arc::ptr_eq(error, target)
                    || matches!((context_error(&**error), context_error(&**target)), (Some(a), Some(b)) if a == b)
            }
            _ => false,
        }
    }

    /// Go's `errors.Is(err, target)`.
    #[must_use]
    pub fn wraps(&self, target: &Error) -> bool {
        let mut error = self.clone();
        loop {
            if error.is(target) {
                return true;
            }
            match error.unwrap() {
                Some(wrapped) => error = wrapped,
                None => return false,
            }
        }
    }
}

thread_local! {
    /// What the last `Unwrap()` gave. `source` of std's returns a reference, and Go's method a new
    /// value.
    static UNWRAPPED: Cell<Option<Error>> = const { Cell::new(None) };
}

/// Hands what an `Unwrap()` gave to [`Error::unwrap`]; called by the `source` of the user's type.
pub fn unwrapped(error: Error) {
    UNWRAPPED.set(Some(error));
}

fn context_error(error: &(dyn StdError + Send + Sync + 'static)) -> Option<ContextError> {
    error.downcast_ref::<ContextError>().copied()
}

/// Two errors are equal if they are the same one, as in Go.
impl PartialEq for Error {
    fn eq(&self, other: &Error) -> bool {
        self.is(other)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(error) => error.fmt(f),
            None => f.write_str("<nil>"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Share for Error {}

impl Nil for Error {
    fn __go_nil() -> Error {
        Error(None)
    }

    fn __go_is_nil(&self) -> bool {
        self.0.is_none()
    }
}

impl<E: StdError + Send + Sync + 'static> From<E> for Error {
    fn from(error: E) -> Error {
        Error(Some(Arc::new(error)))
    }
}

/// Why a context is over, as an `error`; nil if it is not.
#[must_use]
pub fn of_context(error: Option<ContextError>) -> Error {
    error.map_or_else(Error::default, Error::from)
}

/// What is an `error` in Go's sense.
#[diagnostic::on_unimplemented(
    message = "cannot use `{Self}` as error value",
    label = "not an error",
    note = "`errors.New(\"…\")` and `fmt.Errorf(…)` make one, and every `std::error::Error` is one"
)]
pub trait ToError {
    /// The error.
    fn __go_error(&self) -> Error;
}

impl ToError for Error {
    fn __go_error(&self) -> Error {
        self.clone()
    }
}

impl<E: StdError + Send + Sync + Clone + 'static> ToError for E {
    fn __go_error(&self) -> Error {
        Error::from(self.clone())
    }
}

/// `error`, where an `error` is taken.
pub fn error_of<E: ToError + ?Sized>(error: &E) -> Error {
    error.__go_error()
}

/// What `errors.New` and `fmt.Errorf` make.
struct Message {
    text: String,
    wrapped: Option<Error>,
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl StdError for Message {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.wrapped.as_ref()?.0 {
            Some(error) => Some(&**error),
            None => None,
        }
    }
}

/// An error with a text, which wraps another one or none.
#[must_use]
pub fn new(text: String, wrapped: Option<Error>) -> Error {
    Error(Some(Arc::new(Message { text, wrapped })))
}
