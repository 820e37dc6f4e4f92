//! Who is in a `RwLock`, and who waits to be.
//!
//! One word says it: the number of readers inside, whether the writer is inside
//! (`WRITER`), whether somebody waits (`QUEUED`). While `QUEUED` is set nobody enters but through
//! the queue, so access is handed over and never raced for: who leaves the lock empty gives access
//! to the head of the queue (and, for a reader, to the readers right behind it) and then wakes
//! them. A waiter that is not in the queue any more has been given access.
//!
//! No wake-up is lost: `QUEUED` is set under the queue's lock by a compare-and-swap that also sees
//! whether anybody is inside. Whoever leaves last afterwards sees `QUEUED` in the very operation
//! that leaves, takes that lock, and finds the waiter.

use std::task::{Context, Waker};

use crate::primitives::atomic::{AtomicUsize, Ordering};
use crate::primitives::{Mutex, lock};
use crate::trace::wait_reason::WaitReason;
use crate::wait::case::Attempt;
use crate::wait::select_token::SelectCase;
use crate::wait::wait_list::{Key, WaitList};
use crate::wait::{park, waiter};

const WRITER: usize = 1;
const QUEUED: usize = 2;
/// One reader.
const READER: usize = 4;

/// How to be in the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// With other readers.
    Read,
    /// Alone.
    Write,
}

/// The state of one lock, its data aside.
#[derive(Debug)]
pub(super) struct Queue {
    /// Who is inside; see the essay above.
    state: AtomicUsize,
    /// Who waits.
    waiters: Mutex<WaitList<Waiter>>,
}

#[derive(Debug)]
struct Waiter {
    /// What it waits for.
    access: Access,
    /// Who asked.
    waiter: waiter::Waiter,
}

impl Access {
    /// Why one waits for it.
    pub(super) fn wait_reason(self) -> WaitReason {
        match self {
            Access::Read => WaitReason::RwLockRead,
            Access::Write => WaitReason::RwLockWrite,
        }
    }

    /// What it adds to the state.
    fn weight(self) -> usize {
        match self {
            Access::Read => READER,
            Access::Write => WRITER,
        }
    }

    /// Whether those inside, according to `state`, allow it.
    fn fits(self, state: usize) -> bool {
        match self {
            Access::Read => state & WRITER == 0,
            Access::Write => state & !QUEUED == 0,
        }
    }
}

impl Default for Queue {
    fn default() -> Queue {
        Queue::new()
    }
}

impl Queue {
    #[cfg(not(loom))]
    pub(super) const fn new() -> Queue {
        Queue { state: AtomicUsize::new(0), waiters: Mutex::new(WaitList::new()) }
    }

    #[cfg(loom)]
    pub(super) fn new() -> Queue {
        Queue { state: AtomicUsize::new(0), waiters: Mutex::new(WaitList::new()) }
    }

    /// Whether one alone is inside.
    pub(super) fn holds_one(&self) -> bool {
        // Relaxed: a trace looks, and nothing else depends on it.
        let state = self.state.load(Ordering::Relaxed);
        state & WRITER != 0 || state / READER == 1
    }

    /// Enters if nobody waits and those inside allow it.
    pub(super) fn try_enter(&self, access: Access) -> bool {
        // Acquire pairs with the Release in `exit`: the data is seen as the last one in left it.
        let enter = |state| (state & QUEUED == 0 && access.fits(state)).then(|| state + access.weight());
        self.state.fetch_update(Ordering::Acquire, Ordering::Relaxed, enter).is_ok()
    }

    /// Enters, or queues if `key` says that this is not done; returns true if it entered.
    pub(super) fn wait(&self, access: Access, key: &mut Option<Key>, cx: &Context<'_>) -> bool {
        let mut waiters = lock(&self.waiters);
        if let Some(mine) = *key {
            let replaced = waiters.get_mut(mine).map(|waiter| waiter.waiter.renew(cx));
            drop(waiters);
            if replaced.is_none() {
                *key = None;
            }
            return replaced.is_none();
        }
        if !self.queue_or_enter(access) {
            *key = Some(waiters.push_back(Waiter { access, waiter: waiter::Waiter::Task(park::waker(cx)) }));
        }
        key.is_none()
    }

    /// Enters, or sets `QUEUED`; only under the lock of the waiters.
    fn queue_or_enter(&self, access: Access) -> bool {
        let enters = |state| state & QUEUED == 0 && access.fits(state);
        let next = |state| Some(if enters(state) { state + access.weight() } else { state | QUEUED });
        // Acquire as in `try_enter`.
        match self.state.fetch_update(Ordering::Acquire, Ordering::Relaxed, next) {
            Ok(state) | Err(state) => enters(state),
        }
    }

    /// Gives access back, and hands it on if nobody else is inside and somebody waits.
    pub(super) fn exit(&self, access: Access) {
        // Release pairs with the Acquire of whoever enters next; Acquire, because this one may
        // enter on their behalf.
        let state = self.state.fetch_sub(access.weight(), Ordering::AcqRel) - access.weight();
        if state == QUEUED {
            self.hand_over();
        }
    }

    /// Enters for a case of a `select!`, or queues.
    pub(super) fn register(&self, access: Access, key: &mut Option<Key>, case: SelectCase<'_>) -> Attempt<()> {
        let mut waiters = lock(&self.waiters);
        match case.take_if(|| self.queue_or_enter(access).then_some(())) {
            None => Attempt::Lost,
            Some(Some(())) => Attempt::Done(()),
            Some(None) => {
                *key = Some(waiters.push_back(Waiter { access, waiter: waiter::Waiter::case(case) }));
                Attempt::Waits
            }
        }
    }

    /// Ends the wait at `key`; true if it was no longer in the queue: given access, or skipped.
    pub(super) fn leave(&self, key: Key) -> bool {
        let left = lock(&self.waiters).remove(key);
        if left.is_some() {
            // It may have been a writer that kept readers out.
            self.hand_over();
        }
        left.is_none()
    }

    /// Gives access to the head of the queue, and to those behind it as far as they fit.
    fn hand_over(&self) {
        let mut wakers = Vec::new();
        let mut waiters = lock(&self.waiters);
        while let Some(access) = waiters.front_entry().map(|head| head.access) {
            // While `QUEUED` is set others only leave, so what fits now fits until it enters.
            if !access.fits(self.state.load(Ordering::Relaxed)) {
                break;
            }
            let Some(head) = waiters.pop_front() else { break };
            // A case whose `select!` is done elsewhere is not given access.
            if let Some(waker) = head.waiter.claim() {
                // Acquire on behalf of the waiter, which then sees it through the lock of the
                // waiters.
                self.state.fetch_add(access.weight(), Ordering::Acquire);
                wakers.extend(waker);
            }
        }
        if waiters.is_empty() {
            self.state.fetch_and(!QUEUED, Ordering::Relaxed);
        }
        drop(waiters);
        wakers.into_iter().for_each(Waker::wake);
    }
}
