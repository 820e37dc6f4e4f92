//! The way from a context to the one above: a chain of any length, dropped without recursion.

use std::sync::Arc;

use super::{Context, Step};

/// The context above another one.
pub(super) struct Parent(Context);

impl Parent {
    /// The way up to `context`.
    pub(super) fn new(context: Context) -> Parent {
        Parent(context)
    }

    /// The context above.
    pub(super) fn get(&self) -> &Context {
        &self.0
    }

    /// Takes the context above out; nothing is above any more.
    fn take(&mut self) -> Context {
        std::mem::replace(&mut self.0, Context { step: Step::Root("") })
    }
}

impl Drop for Parent {
    fn drop(&mut self) {
        let mut above = Some(self.take());
        // Each turn frees one context that nobody else holds, and goes on with the one above it.
        while let Some(context) = above {
            above = match context.step {
                Step::Root(_) => None,
                Step::Cancel(node) => Arc::into_inner(node).map(|mut node| {
                    node.leave_parent();
                    node.parent_mut().take()
                }),
                Step::Value(entry) => Arc::into_inner(entry).map(|mut entry| entry.parent_mut().take()),
                Step::Detached(parent) => Arc::into_inner(parent).map(|mut parent| parent.take()),
            };
        }
    }
}
