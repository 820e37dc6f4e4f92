//! What can be cancelled: the nodes of the tree.
//!
//! A node is *open* until its outcome is set, once, under its lock; whoever sets it then closes the `done` channel, starts the work that
//! waited, and cancels the nodes below, with no lock held. A node enters its parent's list of children under the parent's
//! lock, where it also sees whether the parent is open still; so it is cancelled by the parent, or born cancelled.
//!
//! The parent knows a node weakly. A node that somebody waits on (through `done` or `after_func`) may have no handle left and
//! still has to be cancelled, by its deadline or from above: such a node keeps itself until its outcome is set, as
//! Go's contexts are kept by their parents and timers.

use crate::primitives::lock;
use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Instant;

use super::Context;
use super::error::{Cause, ContextError};
use crate::chan::{Chan, Receiver, timer_channel};
use crate::scheduler::{spawn::spawn_detached, task::Starter};
use crate::timer::{TimerCallback, TimerHandle, call_at};

/// What a goroutine is to run after a cancellation, and where the program said so.
pub(super) type Work = (Pin<Box<dyn Future<Output = ()> + Send>>, &'static Location<'static>);

/// How a context ended.
type Outcome = (ContextError, Option<Cause>);

/// A context that can be cancelled.
pub(super) struct Node {
    /// Itself, for the deadline to hold.
    me: Weak<Node>,
    /// The context above.
    parent: Context,
    /// The earliest deadline here and above.
    deadline: Option<Instant>,
    /// Whether it has a timer of its own.
    has_timer: bool,
    /// Closed when it is cancelled, and not when it is dropped.
    done: Chan<()>,
    /// All that changes.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Set once.
    outcome: Option<Outcome>,
    /// The open nodes below, by number.
    children: BTreeMap<u64, Weak<Node>>,
    /// How many children there have ever been.
    born: u64,
    /// Its number among its parent's children.
    number: Option<u64>,
    /// What to start when it is cancelled.
    work: Option<Work>,
    /// The registration of its deadline.
    timer: Option<TimerHandle>,
    /// Itself, while somebody waits on it.
    self_ref: Option<Arc<Node>>,
}

impl Node {
    /// A child of `parent`, cancelled at `deadline` if one is given.
    pub(super) fn below(parent: &Context, deadline: Option<Instant>) -> Arc<Node> {
        let node = Node::new(parent, deadline, State::default());
        if let Some(deadline) = deadline.filter(|_| node.has_timer) {
            node.arm(deadline);
        }
        node
    }

    /// A child of `parent` that starts `work` when it is cancelled.
    pub(super) fn working(parent: &Context, work: Work) -> Arc<Node> {
        let node = Node::new(parent, None, State { work: Some(work), ..State::default() });
        node.hold_self();
        node
    }

    fn new(parent: &Context, deadline: Option<Instant>, state: State) -> Arc<Node> {
        let above = parent.deadline();
        let has_timer = deadline.is_some_and(|own| above.is_none_or(|above| own < above));
        let deadline = if has_timer { deadline } else { above };
        let (parent, done, state) = (parent.clone(), timer_channel(), Mutex::new(state));
        let node = Arc::new_cyclic(|me| Node { me: Weak::clone(me), parent, deadline, has_timer, done, state });
        if let Some(above) = node.parent.node()
            && let Some((error, cause)) = above.adopt(&node)
        {
            cancel(&node, error, cause);
        }
        node
    }

    /// Takes `child` into the list of children; if this node is over already, returns its outcome instead.
    fn adopt(&self, child: &Arc<Node>) -> Option<Outcome> {
        let mut state = self.lock();
        if let Some(outcome) = &state.outcome {
            return Some(outcome.clone());
        }
        state.born += 1;
        let number = state.born;
        state.children.insert(number, Arc::downgrade(child));
        // A child's lock is taken under its parent's, never the other way round.
        child.lock().number = Some(number);
        None
    }

    fn arm(self: &Arc<Self>, deadline: Instant) {
        if deadline <= Instant::now() {
            return cancel(self, ContextError::DeadlineExceeded, None);
        }
        let mut state = self.lock();
        if state.outcome.is_none() {
            let target: Weak<dyn TimerCallback> = Arc::<Node>::downgrade(self);
            state.timer = Some(call_at(deadline, target));
        }
    }

    /// Keeps the node until its outcome is set, if something may set it that does not hold it.
    fn hold_self(self: &Arc<Self>) {
        if self.deadline.is_some() || self.parent.node().is_some() {
            let mut state = self.lock();
            if state.outcome.is_none() {
                state.self_ref = Some(Arc::clone(self));
            }
        }
    }

    /// The channel that its cancellation closes.
    pub(super) fn done(self: &Arc<Self>) -> Receiver<()> {
        self.hold_self();
        self.done.receiver()
    }

    pub(super) fn outcome(&self) -> Option<Outcome> {
        self.lock().outcome.clone()
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    pub(super) fn has_timer(&self) -> bool {
        self.has_timer
    }

    pub(super) fn parent(&self) -> &Context {
        &self.parent
    }

    /// Takes the work back, and says whether it was still there.
    pub(super) fn call_off(&self) -> bool {
        let mut state = self.lock();
        let (work, self_ref) = (state.work.take(), state.self_ref.take());
        drop(state);
        drop(self_ref);
        work.is_some()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

/// `context::after_func`, as traces name it.
struct AfterFunc;

impl Starter for AfterFunc {
    const PATH: &'static str = "goroutines::context::after_func";
}

/// Cancels `node` and all nodes below it, unless it is over already.
pub(super) fn cancel(node: &Arc<Node>, error: ContextError, cause: Option<Cause>) {
    let mut open = vec![Arc::clone(node)];
    while let Some(node) = open.pop() {
        let mut state = node.lock();
        if state.outcome.is_some() {
            continue;
        }
        state.outcome = Some((error, cause.clone()));
        let (work, timer, self_ref) = (state.work.take(), state.timer.take(), state.self_ref.take());
        let (children, number) = (std::mem::take(&mut state.children), state.number.take());
        drop(state);
        node.done.close();
        if let Some(timer) = timer {
            timer.cancel();
        }
        leave(&node, number);
        if let Some((work, at)) = work {
            spawn_detached::<AfterFunc, _>(work, at);
        }
        open.extend(children.into_values().filter_map(|child| child.upgrade()));
        drop(self_ref);
    }
}

/// Takes the node out of its parent's list of children.
fn leave(node: &Node, number: Option<u64>) {
    if let (Some(above), Some(number)) = (node.parent.node(), number) {
        above.lock().children.remove(&number);
    }
}

impl TimerCallback for Node {
    fn fire(&self, _: TimerHandle) {
        if let Some(me) = self.me.upgrade() {
            cancel(&me, ContextError::DeadlineExceeded, None);
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        let (timer, number) = (state.timer.take(), state.number.take());
        if let Some(timer) = timer {
            timer.cancel();
        }
        leave(self, number);
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Node").field("error", &self.outcome().map(|(error, _)| error)).finish_non_exhaustive()
    }
}
