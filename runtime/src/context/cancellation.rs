//! One cancellation: why a context and all those below it ended, and the moment at which they did.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::error::{Cause, ContextError};

/// One cancellation. It is attached to every node that it ends, and all of them end at the moment
/// at which it is *published*.
#[derive(Debug)]
pub(super) struct Cancellation {
    /// What `err` returns.
    error: ContextError,
    /// What `cause` returns, if it was given.
    cause: Option<Cause>,
    /// Whether the nodes have ended; shared with their `done` channels.
    published: Arc<AtomicBool>,
}

impl Cancellation {
    /// A cancellation that has not happened yet.
    pub(super) fn new(error: ContextError, cause: Option<Cause>) -> Cancellation {
        Cancellation { error, cause, published: Arc::new(AtomicBool::new(false)) }
    }

    /// Ends all nodes it is attached to, at once.
    pub(super) fn publish(&self) {
        // Pairs with the Acquire in `is_published` and in the channels: who sees it sees all that
        // came before.
        self.published.store(true, Ordering::Release);
    }

    /// Whether the nodes have ended.
    pub(super) fn is_published(&self) -> bool {
        self.published.load(Ordering::Acquire)
    }

    /// What closes the `done` channels.
    pub(super) fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.published)
    }

    /// Why.
    pub(super) fn error(&self) -> ContextError {
        self.error
    }

    /// Why in particular: the cause that was given, else the error.
    pub(super) fn cause(&self) -> Cause {
        self.cause.clone().unwrap_or_else(|| Cause::from(self.error))
    }
}
