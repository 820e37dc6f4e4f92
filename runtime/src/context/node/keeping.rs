//! Which nodes keep themselves: those that somebody waits on, until they are over or abandoned.
//!
//! A node is *abandoned* once nothing can cancel it any more: its cancel function is gone, it has
//! no deadline of its own, and the node above is abandoned or there is none. It stays so. An
//! abandoned node does not keep itself, so a tree that is dropped without a cancellation is freed;
//! Go's collector does the same. The tree's lock orders what makes nodes abandoned.

use std::sync::{Arc, Weak};

use super::{Node, State};
use crate::primitives::lock_std;

impl Node {
    /// Keeps the node alive until it is over, if something may end it that does not hold it.
    pub(super) fn hold_self(self: &Arc<Self>) {
        let can_outlive_its_handles = self.deadline.is_some() || self.parent().node().is_some();
        if !can_outlive_its_handles || self.lock().is_settled() {
            return;
        }
        let tree = lock_std(&self.tree);
        let is_above_abandoned = self.is_above_abandoned();
        let mut state = self.lock();
        state.is_abandoned |= is_above_abandoned && self.depends_on_parent(&state);
        if !state.is_settled() {
            state.self_ref = Some(Arc::clone(self));
        }
        drop(state);
        drop(tree);
    }

    /// Whether only a cancellation from above can end it.
    fn depends_on_parent(&self, state: &State) -> bool {
        !state.has_canceler && self.timer.is_none()
    }

    /// Whether no cancellation can come from above. Under the tree's lock, without this node's.
    fn is_above_abandoned(&self) -> bool {
        self.parent().node().is_none_or(|above| above.lock().is_abandoned)
    }

    /// Notes that the cancel function is gone. If nothing else can cancel this node, it and the
    /// nodes below that depend on it are abandoned, and do not keep themselves any more.
    pub(in crate::context) fn drop_canceler(self: &Arc<Self>) {
        if self.lock().cancellation.is_some() {
            return;
        }
        let tree = lock_std(&self.tree);
        self.lock().has_canceler = false;
        let released = if self.is_above_abandoned() { self.abandon() } else { Vec::new() };
        drop(tree);
        // Dropped with no lock held: what waited for a cancellation is the user's.
        drop(released);
    }

    /// Abandons this node and those below that depend on it, and returns what kept them. Under the
    /// tree's lock.
    fn abandon(self: &Arc<Self>) -> Vec<Arc<Node>> {
        let mut released = Vec::new();
        let mut open = vec![Arc::clone(self)];
        while let Some(node) = open.pop() {
            let mut state = node.lock();
            if !state.is_abandoned && state.cancellation.is_none() && node.depends_on_parent(&state) {
                state.is_abandoned = true;
                node.done.end_never();
                released.extend(state.self_ref.take());
                open.extend(state.children.values().filter_map(Weak::upgrade));
            }
            drop(state);
            released.push(node);
        }
        released
    }
}

impl State {
    /// Whether it is clear whether the node keeps itself: it does, or is over, or abandoned.
    fn is_settled(&self) -> bool {
        self.self_ref.is_some() || self.cancellation.is_some() || self.is_abandoned
    }
}
