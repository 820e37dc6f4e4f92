//! The nodes of the tree: contexts that can be cancelled.
//!
//! A node is *open* until a [`Cancellation`] that was attached to it is published. A cancellation
//! works in three steps. It *attaches* itself to the node and all nodes below that have none; this
//! changes nothing that a program can see. It is *published*, by one store: at this moment `err`,
//! `cause` and `done` of all these nodes say that they are over. Then it *finishes* them: it wakes
//! what waits on their `done` channels, starts the work that waited for the cancellation, and
//! forgets the timers.
//!
//! So whatever one goroutine has seen of a cancellation, all see, in every node.
//!
//! Cancellations of one tree that end more than one node exclude each other by the tree's lock,
//! from attaching to publishing. A node without children, the common case, does both under its own
//! lock alone. A node enters its parent's list of children under the parent's lock, where it also
//! sees whether a cancellation is attached; so it is ended with its parent, or born cancelled.
//!
//! The parent knows a node weakly. A node that somebody waits on (through `done` or `after_func`)
//! may have no handle left and still has to be cancelled, by its deadline or from above: such a
//! node keeps itself alive until it is over, as Go's contexts are kept by their parents and timers: `node/keeping.rs`.

mod end;
mod keeping;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::Instant;

pub(super) use end::cancel;

use super::Context;
use super::cancellation::Cancellation;
use super::error::{Cause, ContextError};
use super::parent::Parent;
use crate::chan::{Chan, Receiver, timer_channel};
use crate::primitives::lock_std;
use crate::scheduler::spawn::LaterWork;
use crate::timer::{TimerCallback, TimerHandle, TimerId, call_at};

/// A context that can be cancelled.
pub(super) struct Node {
    /// Itself, for the timer to hold.
    me: Weak<Node>,
    /// The context above.
    parent: Parent,
    /// The earliest deadline here and above.
    deadline: Option<Instant>,
    /// The cause that its own deadline gives; `None` if the deadline is a parent's, or there is
    /// none.
    timer: Option<DeadlineCause>,
    /// Held by a cancellation of several nodes until it is published; shared by the whole tree.
    tree: Arc<Mutex<()>>,
    /// Closed when it is cancelled, and not when it is dropped.
    done: Chan<()>,
    /// All that changes.
    state: Mutex<State>,
}

/// The cause that a deadline gives; `None` is Go's `DeadlineExceeded`.
pub(super) type DeadlineCause = Option<Cause>;

#[derive(Default)]
struct State {
    /// What ends the node, once it is published; set once.
    cancellation: Option<Arc<Cancellation>>,
    /// The nodes below that are not attached to a cancellation, by number.
    children: BTreeMap<u64, Weak<Node>>,
    /// How many children there have ever been.
    born: u64,
    /// Its number among its parent's children.
    number: Option<u64>,
    /// What to start when it is cancelled.
    work: Option<LaterWork>,
    /// The registration of its deadline.
    handle: Option<TimerHandle>,
    /// Itself, while somebody waits on it.
    self_ref: Option<Arc<Node>>,
    /// Whether its cancel function is still there.
    has_canceler: bool,
    /// Whether nothing can cancel it any more.
    is_abandoned: bool,
}

impl Node {
    /// A child of `parent`, cancelled at `deadline` if one is given.
    pub(super) fn below(parent: &Context, deadline: Option<(Instant, DeadlineCause)>) -> Arc<Node> {
        let node = Node::new(parent, deadline, State { has_canceler: true, ..State::default() });
        node.arm();
        node
    }

    /// A child of `parent` that starts `work` when it is cancelled.
    pub(super) fn working(parent: &Context, work: LaterWork) -> Arc<Node> {
        let node = Node::new(parent, None, State { work: Some(work), ..State::default() });
        node.hold_self();
        node
    }

    fn new(parent: &Context, deadline: Option<(Instant, DeadlineCause)>, state: State) -> Arc<Node> {
        let above = parent.deadline();
        let own = deadline.filter(|(own, _)| above.is_none_or(|above| *own < above));
        let deadline = own.as_ref().map(|(own, _)| *own).or(above);
        let tree = parent.node().map_or_else(Arc::default, |above| Arc::clone(&above.tree));
        let node = Arc::new_cyclic(|me| Node {
            me: Weak::clone(me),
            parent: Parent::new(parent.clone()),
            deadline,
            timer: own.map(|(_, cause)| cause),
            tree,
            done: timer_channel(),
            state: Mutex::new(state),
        });
        if let Some(above) = node.parent().node()
            && let Some(cancellation) = above.adopt(&node)
        {
            node.born_cancelled(&cancellation);
        }
        node
    }

    /// Takes `child` into the list of children; if a cancellation is attached here, returns it
    /// instead.
    fn adopt(&self, child: &Arc<Node>) -> Option<Arc<Cancellation>> {
        let mut state = self.lock();
        if let Some(cancellation) = &state.cancellation {
            return Some(Arc::clone(cancellation));
        }
        state.born += 1;
        let number = state.born;
        state.children.insert(number, Arc::downgrade(child));
        // A child's lock is taken under its parent's, never the other way round.
        child.lock().number = Some(number);
        None
    }

    /// Ends a node that nobody else knows with its parent.
    fn born_cancelled(self: &Arc<Self>, cancellation: &Arc<Cancellation>) {
        self.wait_until_published(cancellation);
        self.attach(cancellation);
        self.finish();
    }

    /// Registers the own deadline.
    fn arm(self: &Arc<Self>) {
        let (Some(deadline), Some(cause)) = (self.deadline, &self.timer) else { return };
        if deadline <= Instant::now() {
            return cancel(self, ContextError::DeadlineExceeded, cause.clone());
        }
        let mut state = self.lock();
        if state.cancellation.is_none() {
            let target: Weak<dyn TimerCallback> = Arc::<Node>::downgrade(self);
            state.handle = Some(call_at(deadline, target));
        }
    }

    /// The channel that its cancellation closes.
    pub(super) fn done(self: &Arc<Self>) -> Receiver<()> {
        self.hold_self();
        self.done.receiver()
    }

    /// What ended the node, if it is over.
    pub(super) fn cancellation(&self) -> Option<Arc<Cancellation>> {
        self.lock().cancellation.clone().filter(|cancellation| cancellation.is_published())
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    pub(super) fn has_timer(&self) -> bool {
        self.timer.is_some()
    }

    pub(super) fn parent(&self) -> &Context {
        self.parent.get()
    }

    pub(super) fn parent_mut(&mut self) -> &mut Parent {
        &mut self.parent
    }

    /// Takes the work back; true if it was still there.
    pub(super) fn call_off(&self) -> bool {
        let mut state = self.lock();
        let (work, self_ref) = (state.work.take(), state.self_ref.take());
        drop(state);
        drop(self_ref);
        work.is_some()
    }

    /// Takes the node out of its parent's list of children.
    pub(super) fn leave_parent(&self) {
        let number = self.lock().number.take();
        if let (Some(above), Some(number)) = (self.parent().node(), number) {
            above.lock().children.remove(&number);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock_std(&self.state)
    }
}

impl TimerCallback for Node {
    fn fire(&self, _: TimerId) {
        if let Some(me) = self.me.upgrade() {
            cancel(&me, ContextError::DeadlineExceeded, self.timer.clone().flatten());
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.leave_parent();
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = self.cancellation().map(|cancellation| cancellation.error());
        f.debug_struct("Node").field("error", &error).finish_non_exhaustive()
    }
}
