//! Contexts compared and shown: two handles are equal if they are handles of the same context.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ptr;
use std::sync::Arc;
use std::time::Instant;

use super::{Context, Step};
use crate::time::GoDuration;

impl Context {
    /// The address and the name that tell this context from all others that are in use.
    fn identity(&self) -> (*const (), &'static str) {
        match &self.step {
            Step::Root(name) => (ptr::null(), name),
            Step::Cancel(node) => (Arc::as_ptr(node).cast(), ""),
            Step::Value(entry) => (Arc::as_ptr(entry).cast(), ""),
            Step::Detached(parent) => (Arc::as_ptr(parent).cast(), ""),
        }
    }
}

/// Equal are handles of the same context, and all roots of the same name.
impl PartialEq for Context {
    fn eq(&self, other: &Context) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for Context {}

impl Default for Context {
    /// [`background`](super::background).
    fn default() -> Context {
        super::background()
    }
}

impl Hash for Context {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.identity().hash(state);
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Root(name) => f.write_str(name),
            Step::Value(entry) => entry.fmt(f),
            Step::Detached(_) => f.write_str(".WithoutCancel"),
            Step::Cancel(node) => match node.deadline().filter(|_| node.has_timer()) {
                Some(deadline) => {
                    let left = deadline.saturating_duration_since(Instant::now());
                    write!(f, ".WithDeadline([{}])", GoDuration(left))
                }
                None => f.write_str(".WithCancel"),
            },
        }
    }
}

/// Shows the way from the root, as Go's
/// `String` does: `context.Background.WithCancel.WithValue(UserId, u64).WithDeadline([59.9s])`,
/// with the time left until the deadline, and keys and values by their types.
impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps: Vec<&Step> =
            std::iter::successors(Some(self), |context| context.parent()).map(|c| &c.step).collect();
        steps.reverse();
        steps.into_iter().try_for_each(|step| step.fmt(f))
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
