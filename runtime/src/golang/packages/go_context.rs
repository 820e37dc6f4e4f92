//! `context`

use std::borrow::Borrow;
use std::time::Instant;

use crate::chan::Receiver;
use crate::context::{self, ContextError};
pub use crate::context::{Cancel as CancelFunc, Context};

use super::super::error::{self, Error};
use super::go_time::IntoDuration;

/// Go's `context.Canceled`.
pub const Canceled: ContextError = ContextError::Canceled;
/// Go's `context.DeadlineExceeded`.
pub const DeadlineExceeded: ContextError = ContextError::DeadlineExceeded;

/// Go's `context.Background`.
#[must_use]
pub fn Background() -> Context {
    context::background()
}

/// Go's `context.TODO`.
#[must_use]
pub fn TODO() -> Context {
    context::todo()
}

/// Go's `context.WithCancel`.
pub fn WithCancel<C: Borrow<Context>>(parent: C) -> (Context, CancelFunc) {
    context::with_cancel(parent.borrow())
}

/// Go's `context.WithTimeout`.
pub fn WithTimeout<C: Borrow<Context>, D: IntoDuration>(parent: C, timeout: D) -> (Context, CancelFunc) {
    context::with_timeout(parent.borrow(), timeout.__go_duration())
}

/// Go's `context.WithDeadline`.
pub fn WithDeadline<C: Borrow<Context>>(parent: C, deadline: Instant) -> (Context, CancelFunc) {
    context::with_deadline(parent.borrow(), deadline)
}

/// Go's `context.WithoutCancel`.
pub fn WithoutCancel<C: Borrow<Context>>(parent: C) -> Context {
    context::without_cancel(parent.borrow())
}

/// Go's methods of a context.
pub trait GoContext {
    /// Go's `ctx.Done()`.
    fn Done(&self) -> Receiver<()>;
    /// Go's `ctx.Err()`.
    fn Err(&self) -> Error;
}

impl GoContext for Context {
    fn Done(&self) -> Receiver<()> {
        self.done()
    }

    fn Err(&self) -> Error {
        error::of_context(self.err())
    }
}

/// An error of a context is equal to Go's name of it.
impl PartialEq<ContextError> for Error {
    fn eq(&self, other: &ContextError) -> bool {
        self.get().and_then(|error| error.downcast_ref::<ContextError>()) == Some(other)
    }
}
