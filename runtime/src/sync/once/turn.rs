//! Who does the work of a `Once`: one at a time has the turn, until it is done.
//!
//! States: `NEW` (nobody has the turn), `RUNNING` (somebody has), `DONE` (forever). Changes are
//! made under the lock of the waiters, so a waiter that finds `RUNNING` and queues under that lock
//! is seen by whoever ends the turn. Only the look at `DONE` goes without it.

use std::panic::Location;
use std::task::{Context, Poll, Waker};

use crate::primitives::atomic::{AtomicU8, Ordering};
use crate::primitives::{Mutex, lock};
use crate::trace::wait_reason::WaitReason;
use crate::wait::park;
use crate::wait::wait_list::{Key, WaitList, renew};

const NEW: u8 = 0;
const RUNNING: u8 = 1;
const DONE: u8 = 2;

/// Whose turn it is.
#[derive(Debug)]
pub(super) struct Turns {
    /// One of the three states.
    state: AtomicU8,
    /// Who waits; one that is not there any more looks at the state again.
    waiters: Mutex<WaitList<Waker>>,
}

impl Default for Turns {
    fn default() -> Turns {
        Turns::new()
    }
}

impl Turns {
    #[cfg(not(loom))]
    pub(super) const fn new() -> Turns {
        Turns { state: AtomicU8::new(NEW), waiters: Mutex::new(WaitList::new()) }
    }

    #[cfg(loom)]
    pub(super) fn new() -> Turns {
        Turns { state: AtomicU8::new(NEW), waiters: Mutex::new(WaitList::new()) }
    }

    /// Whether the work is done.
    pub(super) fn is_done(&self) -> bool {
        // Pairs with the Release store in `done`: whoever sees `DONE` sees the effects of the work.
        self.state.load(Ordering::Acquire) == DONE
    }

    /// Ends the turn for good, and wakes everybody.
    fn done(&self) {
        let mut waiters = lock(&self.waiters);
        // Pairs with the Acquire load in `is_done`.
        self.state.store(DONE, Ordering::Release);
        let wakers: Vec<Waker> = std::iter::from_fn(|| waiters.pop_front()).collect();
        drop(waiters);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Ends the turn without having done the work, and wakes the longest waiter to take it.
    fn pass_on(&self) {
        let mut waiters = lock(&self.waiters);
        self.state.store(NEW, Ordering::Relaxed);
        let longest = waiters.pop_front();
        drop(waiters);
        if let Some(waker) = longest {
            waker.wake();
        }
    }

    /// Wakes the longest waiter if the turn is free.
    fn offer(&self) {
        let mut waiters = lock(&self.waiters);
        let is_free = self.state.load(Ordering::Relaxed) == NEW;
        let longest = is_free.then(|| waiters.pop_front()).flatten();
        drop(waiters);
        if let Some(waker) = longest {
            waker.wake();
        }
    }
}

/// One goroutine's part: it waits for the turn, has it, or has nothing to do with it any more.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    /// Whose turns.
    turns: &'a Turns,
    /// How far it is.
    stage: Stage,
    /// Where the program asks.
    at: &'static Location<'static>,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    /// Has not asked.
    New,
    /// Waits.
    Waits(Key),
    /// Has the turn.
    Runs,
    /// The work is done.
    Over,
}

impl<'a> Turn<'a> {
    pub(super) fn new(turns: &'a Turns, at: &'static Location<'static>) -> Turn<'a> {
        Turn { turns, stage: Stage::New, at }
    }

    /// Whether it has not been polled.
    pub(super) fn is_new(&self) -> bool {
        matches!(self.stage, Stage::New)
    }

    /// Whether the work is this one's.
    pub(super) fn has_the_turn(&self) -> bool {
        matches!(self.stage, Stage::Runs)
    }

    /// Waits until the work is done (`true`) or this one has the turn (`false`).
    pub(super) fn poll(&mut self, cx: &Context<'_>) -> Poll<bool> {
        if self.has_the_turn() {
            return Poll::Ready(false);
        }
        if self.turns.is_done() {
            self.stage = Stage::Over;
            return Poll::Ready(true);
        }
        let waker = park::park(cx, WaitReason::OnceWait, self.at);
        let mut waiters = lock(&self.turns.waiters);
        let (polled, to_drop) = self.take_or_queue(&mut waiters, waker, cx);
        drop(waiters);
        drop(to_drop);
        polled
    }

    /// Takes the turn if it is free, else queues; what is returned beside the outcome is dropped
    /// once the lock is released.
    fn take_or_queue(
        &mut self,
        waiters: &mut WaitList<Waker>,
        waker: Waker,
        cx: &Context<'_>,
    ) -> (Poll<bool>, Option<Waker>) {
        let state = self.turns.state.load(Ordering::Relaxed);
        if state == RUNNING {
            return (Poll::Pending, self.queue(waiters, waker, cx));
        }
        let left = if let Stage::Waits(key) = self.stage { waiters.remove(key) } else { None };
        let is_done = state == DONE;
        if is_done {
            self.stage = Stage::Over;
        } else {
            self.turns.state.store(RUNNING, Ordering::Relaxed);
            self.stage = Stage::Runs;
        }
        (Poll::Ready(is_done), left)
    }

    /// Takes a place among the waiters, or keeps the one it has.
    fn queue(&mut self, waiters: &mut WaitList<Waker>, waker: Waker, cx: &Context<'_>) -> Option<Waker> {
        if let Stage::Waits(key) = self.stage
            && let Some(kept) = waiters.get_mut(key)
        {
            return renew(kept, cx).or(Some(waker));
        }
        self.stage = Stage::Waits(waiters.push_back(waker));
        None
    }

    /// Guards a poll of the work: the work is done unless it says that it goes on.
    pub(super) fn done_on_drop(&mut self) -> DoneOnDrop<'_, 'a> {
        DoneOnDrop(self)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        match self.stage {
            Stage::Runs => self.turns.pass_on(),
            Stage::Waits(key) => {
                let left = lock(&self.turns.waiters).remove(key);
                if left.is_none() {
                    self.turns.offer();
                }
            }
            Stage::New | Stage::Over => {}
        }
    }
}

/// Ends the turn when it is dropped: the work has ended, or is panicking.
pub(super) struct DoneOnDrop<'t, 'a>(&'t mut Turn<'a>);

impl DoneOnDrop<'_, '_> {
    /// The work goes on: the turn does not end here.
    pub(super) fn not_yet(self) {
        std::mem::forget(self);
    }
}

impl Drop for DoneOnDrop<'_, '_> {
    fn drop(&mut self) {
        self.0.stage = Stage::Over;
        self.0.turns.done();
    }
}
