//! Why a context is over.

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
    /// Somebody cancelled it.
    Canceled,
    /// Its deadline passed.
    DeadlineExceeded,
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

/// What somebody who cancelled a context gave as the reason.
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
