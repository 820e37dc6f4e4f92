//! Why a context is over: the error, and the cause that was given.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Why a context is over, in Go's words.
///
/// # Examples
///
/// ```
/// use goroutines::context::ContextError;
///
/// assert_eq!(ContextError::DeadlineExceeded.to_string(), "context deadline exceeded");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContextError {
    /// The cancel function was called.
    #[doc(alias = "context.Canceled")]
    Canceled,
    /// The deadline passed.
    #[doc(alias = "context.DeadlineExceeded")]
    DeadlineExceeded,
}

impl ContextError {
    /// Whether the deadline passed: Go's method `Timeout` of `DeadlineExceeded`.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::context::ContextError;
    ///
    /// assert!(ContextError::DeadlineExceeded.is_timeout());
    /// assert!(!ContextError::Canceled.is_timeout());
    /// ```
    #[doc(alias = "Timeout")]
    #[must_use]
    pub const fn is_timeout(self) -> bool {
        matches!(self, ContextError::DeadlineExceeded)
    }
}

impl fmt::Display for ContextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ContextError::Canceled => "context canceled",
            ContextError::DeadlineExceeded => "context deadline exceeded",
        })
    }
}

impl Error for ContextError {}

/// What can be given as the cause of a cancellation: an error, a text, or `None`, Go's `nil`.
///
/// `K` says which of the two it is; the compiler finds it.
pub trait IntoCause<K> {
    /// The cause, if one is given.
    #[doc(hidden)]
    fn into_cause(self) -> Option<Cause>;
}

/// An error or a text was given.
#[doc(hidden)]
#[derive(Debug)]
pub enum Given {}

/// An `Option` was given.
#[doc(hidden)]
#[derive(Debug)]
pub enum Optional {}

impl<E: Into<Box<dyn Error + Send + Sync>>> IntoCause<Given> for E {
    fn into_cause(self) -> Option<Cause> {
        Some(Cause::from(self.into()))
    }
}

impl IntoCause<Optional> for Option<Cause> {
    fn into_cause(self) -> Option<Cause> {
        self
    }
}

/// The reason that was given for a cancellation: an error of any type.
///
/// # Examples
///
/// See [`CancelCause::cancel`](super::CancelCause::cancel).
#[derive(Clone)]
pub struct Cause(Arc<dyn Error + Send + Sync>);

impl Cause {
    /// The reason as it was given, to be downcast.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    /// use goroutines::context::ContextError;
    ///
    /// let (ctx, cancel) = context::with_cancel(&context::background());
    /// cancel();
    /// assert!(ctx.cause().unwrap().get().is::<ContextError>());
    /// ```
    pub fn get(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.0
    }
}

impl From<Box<dyn Error + Send + Sync>> for Cause {
    fn from(error: Box<dyn Error + Send + Sync>) -> Cause {
        Cause(Arc::from(error))
    }
}

impl From<ContextError> for Cause {
    fn from(error: ContextError) -> Cause {
        Cause(Arc::new(error))
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
