//! The token that all cases of one waiting
//! `select!` share: whoever takes it completes the `select!`.
//!
//! A waiting `select!` is in the wait queues of several channels, each behind its own lock. A peer
//! that wants to complete one of its cases first takes the token, which can be taken once per wait.
//! When a case of one `select!` pairs with a case of another, both tokens are taken or neither.

use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Waker};

use super::park;
use super::wait_list::renew;
use crate::primitives::{Arc, ShortGuard, ShortLock};

/// What the cases of one waiting `select!` share.
#[derive(Debug)]
pub struct SelectToken {
    /// The position of its lock in the order of all tokens' locks.
    rank: u64,
    /// Locked under a channel's lock. Only a second token, of a higher rank, is locked under it.
    inner: ShortLock<Inner>,
}

/// The next rank. It is std's atomic under loom too: it outlives a run of a model, and within one
/// run ranks still rise with each new token.
static RANKS: AtomicU64 = AtomicU64::new(0);

#[derive(Debug)]
struct Inner {
    /// The case that was completed; set once per wait.
    chosen: Option<u32>,
    /// Wakes the `select!`; present from the start of the wait until a peer takes it with the
    /// token.
    waker: Option<Waker>,
}

/// One case of a `select!`, as it pairs with a peer.
#[derive(Clone, Copy, Debug)]
pub struct SelectCase<'a> {
    /// The token of its `select!`.
    pub(crate) token: &'a Arc<SelectToken>,
    /// Which case it is.
    pub(crate) case: u32,
}

/// The result of pairing two cases.
#[derive(Debug)]
pub(crate) enum PairResult {
    /// Both tokens were taken; the waker is the other's.
    Both(Option<Waker>),
    /// This token was taken before, for another case.
    MineLost,
    /// The other token was taken before.
    OtherLost,
}

impl SelectToken {
    /// A free token, for a wait that `waker` ends.
    pub(crate) fn new(waker: Waker) -> SelectToken {
        // Only that ranks differ matters, so nothing is ordered by this.
        let rank = RANKS.fetch_add(1, Ordering::Relaxed);
        SelectToken { rank, inner: ShortLock::new(Inner { chosen: None, waker: Some(waker) }) }
    }

    /// Prepares the token for the next wait, and returns the waker left by the last one. The caller
    /// must hold the only reference.
    pub(crate) fn renew(&self, waker: Option<Waker>) -> Option<Waker> {
        let mut inner = self.inner.lock();
        inner.chosen = None;
        std::mem::replace(&mut inner.waker, waker)
    }

    /// The completed case. While there is none, registers the task of `cx`, and returns the waker
    /// that this replaced, to be dropped once no lock is held.
    pub(crate) fn poll(&self, cx: &Context<'_>) -> Result<u32, Option<Waker>> {
        let mut inner = self.inner.lock();
        match (inner.chosen, &mut inner.waker) {
            (Some(case), _) => Ok(case),
            (None, Some(waker)) => Err(renew(waker, cx)),
            (None, none) => {
                *none = Some(park::waker(cx));
                Err(None)
            }
        }
    }

    /// Ends the wait from inside: returns the completed case, if any; afterwards no peer can take
    /// the token.
    pub(crate) fn give_up(&self) -> Option<u32> {
        let mut inner = self.inner.lock();
        inner.chosen.replace(GAVE_UP)
    }

    /// Whether the token was taken, for whatever case.
    pub(crate) fn is_taken(&self) -> bool {
        self.inner.lock().chosen.is_some()
    }

    /// Takes the token for `case` on behalf of a peer, and the waker with it; `None` if it was
    /// taken before.
    pub(crate) fn take(&self, case: u32) -> Option<Option<Waker>> {
        let mut inner = self.inner.lock();
        inner.take(case).then(|| inner.waker.take())
    }
}

/// The "case" of a `select!` that gave up.
const GAVE_UP: u32 = u32::MAX;

impl Inner {
    fn take(&mut self, case: u32) -> bool {
        let free = self.chosen.is_none();
        self.chosen.get_or_insert(case);
        free
    }
}

impl SelectCase<'_> {
    /// Takes the own token if `operation` succeeds, which runs under the token's lock: no peer can
    /// complete another case meanwhile. `None` if a peer has taken the token for another case.
    pub(crate) fn take_if<T>(&self, operation: impl FnOnce() -> Option<T>) -> Option<Option<T>> {
        let mut inner = self.token.inner.lock();
        if inner.chosen.is_some() {
            return None;
        }
        let outcome = operation();
        if outcome.is_some() {
            inner.chosen = Some(self.case);
        }
        Some(outcome)
    }

    /// Takes the own token; false if a peer has taken it for another case.
    pub(crate) fn take(&self) -> bool {
        self.token.inner.lock().take(self.case)
    }

    /// Whether `token` is the own token.
    pub(crate) fn is_of(&self, token: &Arc<SelectToken>) -> bool {
        Arc::ptr_eq(self.token, token)
    }

    /// Takes the own token and that of `other`, a case of another `select!`, or neither.
    pub(crate) fn pair(&self, other: SelectCase<'_>) -> PairResult {
        let (mut mine, mut others) = lock_both(self.token, other.token);
        if mine.chosen.is_some() {
            PairResult::MineLost
        } else if !others.take(other.case) {
            PairResult::OtherLost
        } else {
            mine.take(self.case);
            PairResult::Both(others.waker.take())
        }
    }
}

/// Locks two tokens in the order of their ranks, so that two `select!`s that pair on two channels
/// cannot deadlock. Ranks, not addresses: addresses differ between the runs of a model.
fn lock_both<'a>(a: &'a SelectToken, b: &'a SelectToken) -> (ShortGuard<'a, Inner>, ShortGuard<'a, Inner>) {
    if a.rank < b.rank {
        let first = a.inner.lock();
        (first, b.inner.lock())
    } else {
        let first = b.inner.lock();
        (a.inner.lock(), first)
    }
}
