//! Which goroutine each worker runs, as other threads see it.
//!
//! A goroutine that computes for long answers no trace; this is how it is known nevertheless. The
//! worker writes three words at the beginning of a run and one at its end, and a reader takes them
//! for true if it reads the same twice.

use std::cell::Cell;
use std::panic::Location;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering, fence};

use crossbeam_utils::CachePadded;
use crossbeam_utils::atomic::AtomicCell;

use super::Identity;
use crate::primitives::lock_std;

/// What one worker runs.
struct Running {
    /// The goroutine's number; 0 between runs.
    id: AtomicU64,
    /// Its parent and scope.
    parent_and_scope: AtomicU64,
    /// Where its `go!` stands.
    created_at: AtomicCell<Option<&'static Location<'static>>>,
}

/// One per worker that has ever been; what an ended one leaves behind says that it runs nothing.
static ALL: Mutex<Vec<&'static Running>> = Mutex::new(Vec::new());

thread_local! {
    /// This worker's.
    static MINE: Cell<Option<&'static Running>> = const { Cell::new(None) };
}

/// Has this thread, a worker, publish what it runs.
pub(super) fn publish_here() {
    let running: &'static CachePadded<Running> = Box::leak(Box::new(CachePadded::new(Running {
        id: AtomicU64::new(0),
        parent_and_scope: AtomicU64::new(0),
        created_at: AtomicCell::new(None),
    })));
    lock_std(&ALL).push(running);
    MINE.set(Some(running));
}

/// Publishes that this thread runs `identity` now, or nothing.
#[inline]
pub(super) fn publish(identity: Option<&Identity>) {
    let Some(running) = MINE.get() else { return };
    // Only this thread writes, and the number is 0 between runs. Release: a reader that sees it
    // sees the other words of the run, or later ones.
    let Some(identity) = identity else { return running.id.store(0, Ordering::Release) };
    running.parent_and_scope.store(identity.parent_and_scope, Ordering::Relaxed);
    running.created_at.store(Some(identity.created_at));
    running.id.store(identity.id, Ordering::Release);
}

/// One poll of a goroutine on one worker.
pub(crate) struct Run {
    worker: &'static Running,
    id: u64,
}

impl Run {
    /// Whether the worker still runs the goroutine.
    pub(crate) fn is_current(&self) -> bool {
        // Acquire: pairs with the Release store in `publish`; what the poll did is visible once it
        // is over.
        self.worker.id.load(Ordering::Acquire) == self.id
    }
}

impl PartialEq for Run {
    fn eq(&self, other: &Run) -> bool {
        std::ptr::eq(self.worker, other.worker) && self.id == other.id
    }
}

/// The poll under way on this thread; `None` if it runs no goroutine.
pub(crate) fn here() -> Option<Run> {
    let worker = MINE.try_with(Cell::get).ok().flatten()?;
    let id = worker.id.load(Ordering::Relaxed);
    (id != 0).then_some(Run { worker, id })
}

/// The goroutines that the workers run now.
pub(crate) fn all() -> Vec<Identity> {
    let all = lock_std(&ALL);
    all.iter().filter_map(|running| running.read()).collect()
}

impl Running {
    fn read(&self) -> Option<Identity> {
        let (first, second) = (self.look()?, self.look()?);
        let same = (first.id, first.parent_and_scope) == (second.id, second.parent_and_scope)
            && std::ptr::eq(first.created_at, second.created_at);
        same.then_some(first)
    }

    /// The words as they are, with no change of the number in between.
    fn look(&self) -> Option<Identity> {
        let id = self.id.load(Ordering::Acquire);
        let parent_and_scope = self.parent_and_scope.load(Ordering::Relaxed);
        let created_at = self.created_at.load()?;
        // What was read above is read before the number is read again.
        fence(Ordering::Acquire);
        (id != 0 && self.id.load(Ordering::Relaxed) == id).then_some(Identity { id, parent_and_scope, created_at })
    }
}
