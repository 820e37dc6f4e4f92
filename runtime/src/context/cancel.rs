//! Cancelling a context, and what is done then.

use std::future::Future;
use std::panic::Location;
use std::sync::Arc;

use super::node::{self, Node};
use super::{Cause, Context, ContextError, IntoCause, Step};
use crate::scheduler::spawn::LaterWork;

/// Cancels a context when it is called, as `cancel()`; calling it again does nothing.
///
/// Dropping it does not cancel. A context that has a deadline and is not cancelled stays until
/// then.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let (ctx, cancel) = context::with_cancel(&context::background());
/// let again = cancel.clone();
/// std::thread::spawn(move || again()).join().unwrap();
/// assert!(ctx.err().is_some());
/// ```
#[doc(alias = "CancelFunc")]
pub type Cancel = Arc<dyn Fn() + Send + Sync>;

/// Cancels a context and says why; see [`with_cancel_cause`](super::with_cancel_cause).
///
/// # Examples
///
/// See [`CancelCause::cancel`].
#[derive(Clone, Debug)]
pub struct CancelCause {
    /// What cancels.
    canceler: Arc<Canceler>,
}

/// What cancels one node, by whatever handle; its drop tells the node that the program cannot any
/// more.
#[derive(Debug)]
pub(super) struct Canceler(Arc<Node>);

impl Canceler {
    /// Cancels the node.
    fn cancel(&self, cause: Option<Cause>) {
        node::cancel(&self.0, ContextError::Canceled, cause);
    }
}

impl Drop for Canceler {
    fn drop(&mut self) {
        self.0.drop_canceler();
    }
}

impl CancelCause {
    pub(super) fn new(node: Arc<Node>) -> CancelCause {
        CancelCause { canceler: Arc::new(Canceler(node)) }
    }

    /// Cancels the context because of `cause`: an error, a text, or `None`. The first cause stays;
    /// after `None` the cause is the error, `context canceled`, as in Go.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// let (ctx, cancel) = context::with_cancel_cause(&context::background());
    /// cancel.cancel("out of coffee");
    /// cancel.cancel("out of tea");
    /// assert_eq!(ctx.cause().unwrap().to_string(), "out of coffee");
    ///
    /// let (ctx, cancel) = context::with_cancel_cause(&context::background());
    /// cancel.cancel(None);
    /// assert_eq!(ctx.cause().unwrap().to_string(), "context canceled");
    /// ```
    #[doc(alias = "CancelCauseFunc")]
    pub fn cancel<K>(&self, cause: impl IntoCause<K>) {
        self.canceler.cancel(cause.into_cause());
    }
}

/// Runs `work` in a goroutine of its own once `parent` is cancelled; at once if it is already.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let (ctx, cancel) = context::with_cancel(&context::background());
/// let after = context::after_func(&ctx, async { println!("cancelled") });
/// assert!(after.stop());
/// cancel();
/// ```
#[doc(alias = "AfterFunc")]
#[track_caller]
pub fn after_func<F>(parent: &Context, work: F) -> AfterFunc
where
    F: Future<Output = ()> + Send + 'static,
{
    AfterFunc { node: Node::working(parent, LaterWork::new(work, Location::caller())) }
}

/// Work that waits for a cancellation; see [`after_func`]. Dropping it does not call the work off.
#[derive(Clone, Debug)]
pub struct AfterFunc {
    /// Holds the work.
    node: Arc<Node>,
}

impl AfterFunc {
    /// Calls the work off. Returns true if that prevented its start. Does not wait for its end.
    ///
    /// # Examples
    ///
    /// See [`after_func`].
    pub fn stop(&self) -> bool {
        self.node.call_off()
    }
}

/// A context that `node` cancels, and the function that does.
pub(super) fn cancellable(node: Arc<Node>) -> (Context, Cancel) {
    let context = Context { step: Step::Cancel(Arc::clone(&node)) };
    let canceler = Canceler(node);
    (context, Arc::new(move || canceler.cancel(None)))
}
