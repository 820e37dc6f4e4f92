//! Go's package `context`: carries cancellation, deadlines and values of a request to the
//! goroutines that work on it.
//!
//! Contexts form a tree. A context that can be cancelled is a *node* (`context/node.rs`);
//! cancelling it cancels the nodes below it, all at one moment. Values and [`without_cancel`] are
//! steps on the way to the root. A child keeps its parent; a parent knows its children weakly.
//!
//! # A context of your own
//!
//! In Go `Context` is an interface, and a program may implement it. Here it is a type: `select!`,
//! the tree and the dump of goroutines rely on its parts. What such an implementation would add is
//! added otherwise: a value by [`with_value`], a reason by [`with_cancel_cause`], a source of
//! cancellation by a goroutine that calls the cancel function, a reaction by [`after_func`]. To
//! carry a context together with data of your own, put both into a struct.

mod cancel;
mod cancellation;
mod error;
mod identity;
mod node;
mod parent;
mod value;

use std::sync::Arc;
use std::time::{Duration, Instant};

use self::cancel::cancellable;
use self::node::Node;
use self::parent::Parent;
use self::value::ValueEntry;
use crate::chan::Receiver;
use crate::timer::deadline_in;
use crate::wait::budget;

pub use self::cancel::{AfterFunc, Cancel, CancelCause, after_func};
pub use self::error::{Cause, ContextError, IntoCause};
pub use self::value::Key;

/// Go's `context.Context`; a clone is another handle to the same context.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let (ctx, cancel) = context::with_cancel(&context::background());
/// assert!(ctx.err().is_none());
/// cancel();
/// assert_eq!(ctx.err().unwrap().to_string(), "context canceled");
/// ```
#[derive(Clone)]
pub struct Context {
    /// What it adds to its parent.
    step: Step,
}

#[derive(Clone)]
enum Step {
    /// The root, and its name.
    Root(&'static str),
    /// Can be cancelled.
    Cancel(Arc<Node>),
    /// Carries a value.
    Value(Arc<ValueEntry>),
    /// Is cut off from cancellation.
    Detached(Arc<Parent>),
}

/// The root of contexts: never cancelled, without deadline or values.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// assert_eq!(context::background().to_string(), "context.Background");
/// ```
#[doc(alias = "Background")]
#[must_use]
pub fn background() -> Context {
    Context { step: Step::Root("context.Background") }
}

/// A root for where it is not clear yet which context to use.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// assert_eq!(context::todo().to_string(), "context.TODO");
/// ```
#[doc(alias = "TODO")]
#[must_use]
pub fn todo() -> Context {
    Context { step: Step::Root("context.TODO") }
}

/// A child of `parent` that is cancelled by the function returned, or with its parent.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let (parent, cancel) = context::with_cancel(&context::background());
/// let (child, _cancel_child) = context::with_cancel(&parent);
/// cancel();
/// assert!(child.err().is_some());
/// ```
#[doc(alias = "WithCancel")]
#[must_use = "the cancel function should be called, not discarded, to avoid a context leak"]
pub fn with_cancel(parent: &Context) -> (Context, Cancel) {
    cancellable(Node::below(parent, None))
}

/// A child of `parent` whose cancellation says why.
///
/// # Examples
///
/// See [`CancelCause::cancel`].
#[doc(alias = "WithCancelCause")]
#[must_use = "the cancel function should be called, not discarded, to avoid a context leak"]
pub fn with_cancel_cause(parent: &Context) -> (Context, CancelCause) {
    let node = Node::below(parent, None);
    (Context { step: Step::Cancel(Arc::clone(&node)) }, CancelCause::new(node))
}

/// A child of `parent` that is cancelled at `deadline` too, or at its parent's if that is earlier.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let (ctx, cancel) = context::with_deadline(&context::background(), time::now());
/// assert_eq!(ctx.err().unwrap().to_string(), "context deadline exceeded");
/// cancel();
/// ```
#[doc(alias = "WithDeadline")]
#[must_use = "the cancel function should be called, not discarded, to avoid a context leak"]
pub fn with_deadline(parent: &Context, deadline: Instant) -> (Context, Cancel) {
    cancellable(Node::below(parent, Some((deadline, None))))
}

/// A child of `parent` that is cancelled once `timeout` has passed, too.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let (ctx, cancel) = context::with_timeout(&context::background(), time::MILLISECOND);
/// assert!(ctx.done().recv_blocking().is_none());
/// cancel();
/// ```
#[doc(alias = "WithTimeout")]
#[must_use = "the cancel function should be called, not discarded, to avoid a context leak"]
pub fn with_timeout(parent: &Context, timeout: Duration) -> (Context, Cancel) {
    with_deadline(parent, deadline_in(timeout))
}

/// [`with_deadline`], with the cause that the deadline gives: Go's `context.WithDeadlineCause`.
///
/// [`Context::cause`] returns `cause` if the deadline cancels the context;
/// [`Context::err`] still says `context deadline exceeded`. The cancel function sets no cause.
///
/// # Examples
///
/// ```
/// use goroutines::{context, time};
///
/// let (ctx, cancel) = context::with_deadline_cause(&context::background(), time::now(), "out of patience");
/// assert_eq!(ctx.err().unwrap().to_string(), "context deadline exceeded");
/// assert_eq!(ctx.cause().unwrap().to_string(), "out of patience");
/// cancel();
/// ```
#[doc(alias = "WithDeadlineCause")]
#[must_use = "the cancel function should be called, not discarded, to avoid a context leak"]
pub fn with_deadline_cause<K>(parent: &Context, deadline: Instant, cause: impl IntoCause<K>) -> (Context, Cancel) {
    cancellable(Node::below(parent, Some((deadline, cause.into_cause()))))
}

/// [`with_timeout`], with the cause that the end of the time gives: Go's
/// `context.WithTimeoutCause`.
///
/// # Examples
///
/// ```
/// use goroutines::{context, time};
///
/// let ctx = context::with_timeout_cause(&context::background(), time::MILLISECOND, "too slow").0;
/// assert!(ctx.done().recv_blocking().is_none());
/// assert_eq!(ctx.cause().unwrap().to_string(), "too slow");
/// ```
#[doc(alias = "WithTimeoutCause")]
#[must_use = "the cancel function should be called, not discarded, to avoid a context leak"]
pub fn with_timeout_cause<K>(parent: &Context, timeout: Duration, cause: impl IntoCause<K>) -> (Context, Cancel) {
    with_deadline_cause(parent, deadline_in(timeout), cause)
}

/// A child of `parent` that carries `value` under `key`.
///
/// # Examples
///
/// See [`Key`].
#[doc(alias = "WithValue")]
#[must_use]
pub fn with_value<K: Key>(parent: &Context, key: K, value: K::Value) -> Context {
    Context { step: Step::Value(Arc::new(ValueEntry::new(parent.clone(), key, value))) }
}

/// A child of `parent` that has its values, but neither its cancellation nor its deadline.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// let (parent, cancel) = context::with_cancel(&context::background());
/// let child = context::without_cancel(&parent);
/// cancel();
/// assert!(child.err().is_none());
/// ```
#[doc(alias = "WithoutCancel")]
#[must_use]
pub fn without_cancel(parent: &Context) -> Context {
    Context { step: Step::Detached(Arc::new(Parent::new(parent.clone()))) }
}

impl Context {
    /// The channel that is closed when the context is cancelled; nil if it never can be.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// let (ctx, cancel) = context::with_cancel(&context::background());
    /// cancel();
    /// assert_eq!(ctx.done().recv_blocking(), None);
    /// ```
    #[doc(alias = "Done")]
    pub fn done(&self) -> Receiver<()> {
        self.node().map_or_else(Receiver::default, Node::done)
    }

    /// Why the context is over: `None` while it is not.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// assert_eq!(context::background().err(), None);
    /// ```
    #[doc(alias = "Err")]
    pub fn err(&self) -> Option<ContextError> {
        let over = self.node().and_then(|node| node.cancellation());
        if over.is_none() {
            budget::spend_in_vain();
        }
        over.map(|cancellation| cancellation.error())
    }

    /// Why the context was cancelled, as the first to cancel said; what [`err`](Context::err) says
    /// if nobody said anything.
    ///
    /// # Examples
    ///
    /// See [`CancelCause::cancel`].
    #[doc(alias = "Cause")]
    pub fn cause(&self) -> Option<Cause> {
        let over = self.node().and_then(|node| node.cancellation());
        if over.is_none() {
            budget::spend_in_vain();
        }
        over.map(|cancellation| cancellation.cause())
    }

    /// When the context will be cancelled, if that is known.
    ///
    /// # Examples
    ///
    /// ```
    /// use goroutines::prelude::*;
    ///
    /// assert_eq!(context::background().deadline(), None);
    /// ```
    #[doc(alias = "Deadline")]
    pub fn deadline(&self) -> Option<Instant> {
        self.node()?.deadline()
    }

    /// The value under `key` in this context, or the nearest one above that has it.
    ///
    /// # Examples
    ///
    /// See [`Key`].
    #[doc(alias = "Value")]
    pub fn value<K: Key>(&self, key: &K) -> Option<&K::Value> {
        let mut context = self;
        loop {
            if let Step::Value(entry) = &context.step
                && let Some(value) = entry.get(key)
            {
                return Some(value);
            }
            context = context.parent()?;
        }
    }

    fn parent(&self) -> Option<&Context> {
        match &self.step {
            Step::Root(_) => None,
            Step::Cancel(node) => Some(node.parent()),
            Step::Value(entry) => Some(entry.parent()),
            Step::Detached(parent) => Some(parent.get()),
        }
    }

    /// What cancels this context.
    fn node(&self) -> Option<&Arc<Node>> {
        let mut context = self;
        loop {
            match &context.step {
                Step::Root(_) | Step::Detached(_) => return None,
                Step::Cancel(node) => return Some(node),
                Step::Value(entry) => context = entry.parent(),
            }
        }
    }
}
