//! Who waits for a mutex, and whose turn it is.
//!
//! The lock itself is the flag of the cell that holds the data; the queue only decides which waiter
//! is woken. Its *state* is three bits, written under the queue's lock and read without it:
//!
//! | bit | says |
//! |---|---|
//! | `WAITING` | the queue is not empty |
//! | `WOKEN` | one waiter was woken and has not looked yet, so nobody else needs waking |
//! | `STARVING` | the head has waited too long: only it may take the mutex |
//!
//! Invariant: if the mutex is free and the queue is not empty, then a waiter was woken and will
//! look, or the one who freed the mutex is about to wake one. A waiter makes itself visible (sets
//! `WAITING`, or clears `WOKEN` when it was woken in vain) and *then* tries the flag; the unlocker
//! clears the flag and *then* reads the state. A sequentially consistent fence stands between the
//! two steps on either side, so at least one of them sees the other: either the waiter gets the
//! mutex, or the unlocker (this one or, if somebody barged in between, that one) finds
//! `WAITING` without `WOKEN` and wakes the head.
//!
//! A woken waiter keeps its place until it has the mutex. If it is dropped instead, it wakes the
//! next one.

use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use crate::primitives::atomic::{AtomicU8, Ordering, fence};
use crate::primitives::{Arc, Mutex, MutexGuard, lock};
use crate::wait::park;
use crate::wait::select_token::SelectToken;
use crate::wait::wait_list::{Key, WaitList};

const WAITING: u8 = 1;
const WOKEN: u8 = 2;
const STARVING: u8 = 4;

#[cfg_attr(loom, allow(dead_code, reason = "time is not a model's"))]
/// How long a waiter may lose to newcomers.
const PATIENCE: Duration = Duration::from_millis(1);

/// How often a newcomer tries again before it queues, and how long it pauses in between: critical
/// sections are short.
const TRIES: u32 = if cfg!(loom) { 0 } else { 4 };
const PAUSES: u32 = 12;

/// The waiters of one mutex.
#[derive(Debug)]
pub(super) struct Queue {
    /// The three bits.
    state: AtomicU8,
    /// The waiters themselves.
    waiters: Mutex<Waiters>,
}

#[derive(Debug)]
struct Waiters {
    /// In the order of their coming.
    list: WaitList<Waiter>,
    /// The one that `WOKEN` tells of.
    woken: Option<Key>,
}

#[derive(Debug)]
struct Waiter {
    /// Wakes it; taken by who does.
    waker: Option<Waker>,
    /// Since when it waits.
    since: Instant,
    /// The token of its `select!`, if it is a case.
    select: Option<Arc<SelectToken>>,
}

impl Default for Queue {
    fn default() -> Queue {
        Queue::new()
    }
}

impl Queue {
    #[cfg(not(loom))]
    pub(super) const fn new() -> Queue {
        Queue { state: AtomicU8::new(0), waiters: Mutex::new(Waiters { list: WaitList::new(), woken: None }) }
    }

    #[cfg(loom)]
    pub(super) fn new() -> Queue {
        Queue { state: AtomicU8::new(0), waiters: Mutex::new(Waiters { list: WaitList::new(), woken: None }) }
    }

    /// Whether newcomers have to queue.
    #[inline]
    pub(super) fn is_starving(&self) -> bool {
        self.state.load(Ordering::Relaxed) & STARVING != 0
    }

    /// Tries for a newcomer, past those who wait, and for a moment longer than once.
    #[inline]
    pub(super) fn barge<G>(&self, mut try_lock: impl FnMut() -> Option<G>) -> Option<G> {
        if self.is_starving() {
            return None;
        }
        if let Some(got) = try_lock() {
            return Some(got);
        }
        spin(try_lock)
    }

    /// Queues (if `key` says that this is not done), tries, and stays in the queue on failure.
    pub(super) fn wait<G>(
        &self,
        key: &mut Option<Key>,
        cx: &Context<'_>,
        select: Option<&Arc<SelectToken>>,
        try_lock: impl FnOnce() -> Option<G>,
    ) -> Option<G> {
        let waker = park::waker(cx);
        let mut waiters = lock(&self.waiters);
        let mine = *key.get_or_insert_with(|| waiters.list.push_back(Waiter::new(select)));
        let was_woken = waiters.woken.take_if(|woken| *woken == mine).is_some();
        self.show(&waiters, self.is_starving());
        // Pairs with the fence in `unlocked`.
        fence(Ordering::SeqCst);
        let allowed = !self.is_starving() || waiters.list.front() == Some(mine);
        let got = allowed.then(try_lock).flatten();
        let to_drop = if got.is_some() {
            *key = None;
            self.served(&mut waiters, mine).and_then(|left| left.waker)
        } else {
            self.stays(&mut waiters, mine, waker, was_woken)
        };
        drop(waiters);
        drop(to_drop);
        got
    }

    /// Takes the waiter at `key` out, which has got the mutex.
    fn served(&self, waiters: &mut Waiters, key: Key) -> Option<Waiter> {
        let left = waiters.list.remove(key);
        // The next one need not profit from this one's patience, unless it has been patient itself.
        let starving = self.is_starving() && waiters.list.front_entry().is_some_and(Waiter::is_starved);
        self.show(waiters, starving);
        left
    }

    /// Leaves `waker` with the waiter at `key`, which did not get the mutex, and returns what it
    /// replaced.
    fn stays(&self, waiters: &mut Waiters, key: Key, waker: Waker, was_woken: bool) -> Option<Waker> {
        let waiter = waiters.list.get_mut(key)?;
        let replaced = waiter.waker.replace(waker);
        if was_woken && waiter.is_starved() {
            self.show(waiters, true);
        }
        replaced
    }

    /// Takes the waiter at `key` out; if it was its turn, the turn goes to the next.
    pub(super) fn leave(&self, key: Key, is_locked: impl FnOnce() -> bool) {
        let mut waiters = lock(&self.waiters);
        let left = waiters.list.remove(key);
        let was_woken = waiters.woken.take_if(|woken| *woken == key).is_some();
        self.show(&waiters, self.is_starving());
        if was_woken {
            self.wake_head(waiters, is_locked);
        } else {
            drop(waiters);
        }
        drop(left);
    }

    /// Wakes a waiter if there is one and none is woken already; called when the mutex has been
    /// freed.
    #[inline]
    pub(super) fn unlocked(&self, is_locked: impl FnOnce() -> bool) {
        // Pairs with the fence in `wait`.
        fence(Ordering::SeqCst);
        if self.state.load(Ordering::Relaxed) & (WAITING | WOKEN) == WAITING {
            self.wake_one(is_locked);
        }
    }

    #[cold]
    fn wake_one(&self, is_locked: impl FnOnce() -> bool) {
        let waiters = lock(&self.waiters);
        if waiters.woken.is_none() {
            self.wake_head(waiters, is_locked);
        }
    }

    /// Wakes the head, unless the mutex is held again: then its holder does so in time. One that
    /// has waited too long is woken all the same, or it would never come to demand its turn while
    /// others keep barging in.
    fn wake_head(&self, mut waiters: MutexGuard<'_, Waiters>, is_locked: impl FnOnce() -> bool) {
        // Orders the state, as it stands, before the look at the flag: whoever holds it will see
        // that state.
        fence(Ordering::SeqCst);
        if is_locked() && !waiters.list.front_entry().is_some_and(Waiter::is_starved) {
            return;
        }
        // A case whose `select!` is done elsewhere would not take the mutex.
        let mut gone = Vec::new();
        while waiters.list.front_entry().is_some_and(Waiter::is_gone) {
            gone.extend(waiters.list.pop_front());
        }
        let Some(head) = waiters.list.front() else {
            self.show(&waiters, false);
            drop(waiters);
            return drop(gone);
        };
        waiters.woken = Some(head);
        self.show(&waiters, self.is_starving());
        let waker = waiters.list.get_mut(head).and_then(|waiter| waiter.waker.take());
        drop(waiters);
        drop(gone);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Writes the state that `waiters` is in; only under its lock.
    fn show(&self, waiters: &Waiters, starving: bool) {
        let mut state = 0;
        if !waiters.list.is_empty() {
            state |= WAITING | if starving { STARVING } else { 0 };
        }
        if waiters.woken.is_some() {
            state |= WOKEN;
        }
        self.state.store(state, Ordering::Relaxed);
    }
}

/// Tries a few times more, for the case that the holder is about to unlock.
#[cold]
fn spin<G>(mut try_lock: impl FnMut() -> Option<G>) -> Option<G> {
    for _ in 0..TRIES {
        (0..PAUSES).for_each(|_| std::hint::spin_loop());
        if let Some(got) = try_lock() {
            return Some(got);
        }
    }
    None
}

impl Waiter {
    fn new(select: Option<&Arc<SelectToken>>) -> Waiter {
        Waiter { waker: None, since: Instant::now(), select: select.cloned() }
    }

    /// Whether it is a case of a `select!` that has completed another case.
    fn is_gone(&self) -> bool {
        self.select.as_ref().is_some_and(|token| token.is_taken())
    }

    /// Whether it has lost to newcomers for too long.
    #[cfg(not(loom))]
    fn is_starved(&self) -> bool {
        self.since.elapsed() > PATIENCE
    }

    /// Models choose: time is not theirs.
    #[cfg(loom)]
    fn is_starved(&self) -> bool {
        IMPATIENT.get()
    }
}

#[cfg(loom)]
thread_local! {
    /// Whether waiters of the model that runs on this thread have always waited for too long.
    pub(in crate::sync) static IMPATIENT: std::cell::Cell<bool> = const { std::cell::Cell::new(true) };
}
