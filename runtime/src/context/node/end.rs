//! The end of nodes: a cancellation is attached, published, and finished.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use super::{Node, State};
use crate::context::cancellation::Cancellation;
use crate::context::error::{Cause, ContextError};
use crate::primitives::lock_std;
use crate::scheduler::task::Starter;

/// Cancels `node` and all nodes below it. When it returns the node is over, whoever ended it.
pub(in crate::context) fn cancel(node: &Arc<Node>, error: ContextError, cause: Option<Cause>) {
    if let Some(before) = node.lock().cancellation.clone() {
        return node.wait_until_published(&before);
    }
    let cancellation = Arc::new(Cancellation::new(error, cause));
    if node.end_alone(&cancellation) {
        return node.finish();
    }
    let tree = lock_std(&node.tree);
    let ended = attach_below(node, &cancellation);
    cancellation.publish();
    drop(tree);
    for node in ended {
        node.finish();
    }
}

/// Attaches `cancellation` to `node` and all nodes below that have none, and returns all that it
/// met: to be finished, and dropped, with no lock held.
fn attach_below(node: &Arc<Node>, cancellation: &Arc<Cancellation>) -> Vec<Arc<Node>> {
    let mut ended = Vec::new();
    let mut open = vec![Arc::clone(node)];
    while let Some(node) = open.pop() {
        let children = node.attach(cancellation).unwrap_or_default();
        open.extend(children.into_values().filter_map(|child| child.upgrade()));
        ended.push(node);
    }
    ended
}

impl Node {
    /// Attaches `cancellation`, and returns the children; `None` if one is attached already.
    pub(super) fn attach(&self, cancellation: &Arc<Cancellation>) -> Option<BTreeMap<u64, Weak<Node>>> {
        let mut state = self.lock();
        self.attach_in(&mut state, cancellation)
    }

    fn attach_in(&self, state: &mut State, cancellation: &Arc<Cancellation>) -> Option<BTreeMap<u64, Weak<Node>>> {
        if state.cancellation.is_some() {
            return None;
        }
        state.cancellation = Some(Arc::clone(cancellation));
        self.done.close_when(cancellation.flag());
        Some(std::mem::take(&mut state.children))
    }

    /// Attaches and publishes `cancellation` at once, if no node is below: no tree's lock is needed
    /// then.
    fn end_alone(&self, cancellation: &Arc<Cancellation>) -> bool {
        let mut state = self.lock();
        let alone = state.children.is_empty() && self.attach_in(&mut state, cancellation).is_some();
        if alone {
            cancellation.publish();
        }
        alone
    }

    /// Waits, for the time of one walk over the tree, until a cancellation that is attached is
    /// published.
    pub(super) fn wait_until_published(&self, cancellation: &Cancellation) {
        if !cancellation.is_published() {
            drop(lock_std(&self.tree));
        }
    }

    /// Carries out what is left to do once the node is over.
    pub(super) fn finish(self: &Arc<Self>) {
        let mut state = self.lock();
        let (work, call, self_ref) = (state.work.take(), state.handle.take(), state.self_ref.take());
        drop(state);
        self.done.close_now();
        drop(call);
        self.leave_parent();
        if let Some(work) = work {
            work.start::<AfterFunc>();
        }
        drop(self_ref);
    }
}

/// `context::after_func`, as traces name it.
struct AfterFunc;

impl Starter for AfterFunc {
    const PATH: &'static str = "goroutines::context::after_func";
}
