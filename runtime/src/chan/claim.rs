//! Who may complete a waiting `select!`: the one claim that all its cases share.
//!
//! A waiting `select!` stands in the queues of several channels, each behind a lock of its own. Whoever wants to complete one
//! of its cases takes the claim first; it can be taken once. Two `select!`s that meet take both claims or neither.

use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Waker};

use crate::primitives::{Arc, ShortGuard, ShortLock};
use crate::wait::park;
use crate::wait::wait_list::renew;

/// What the cases of one waiting `select!` share.
#[derive(Debug)]
pub struct Claim {
    /// Its place in the order of locks.
    rank: u64,
    /// Taken under the lock of a channel, and a leaf but for a second claim of a higher rank.
    inner: ShortLock<Inner>,
}

/// The next rank; std's atomic under loom too, for it outlives a run of a model, and ranks rise with the making of claims in each.
static RANKS: AtomicU64 = AtomicU64::new(0);

#[derive(Debug)]
struct Inner {
    /// The case that is completed; set once per wait.
    chosen: Option<u32>,
    /// What wakes the `select!`; there from the start of the wait until a claim takes it.
    waker: Option<Waker>,
}

/// One case of a `select!`, as it meets its counterpart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ticket<'a> {
    /// The claim of its `select!`.
    pub(crate) claim: &'a Arc<Claim>,
    /// Which case it is.
    pub(crate) case: u32,
}

/// How a meeting of two tickets ended.
#[derive(Debug)]
pub(crate) enum Met {
    /// Both are claimed; the waker is the other's.
    Both(Option<Waker>),
    /// Mine was taken before, for another case.
    MineLost,
    /// The other was taken before.
    OtherLost,
}

impl Claim {
    /// A claim that nobody took, for a wait that `waker` ends.
    pub(crate) fn new(waker: Waker) -> Claim {
        // Only that ranks differ matters, so nothing is ordered by this.
        let rank = RANKS.fetch_add(1, Ordering::Relaxed);
        Claim { rank, inner: ShortLock::new(Inner { chosen: None, waker: Some(waker) }) }
    }

    /// Prepares the claim for the next wait, and returns the waker that the last one left; nobody else may hold the claim.
    pub(crate) fn renew(&self, waker: Option<Waker>) -> Option<Waker> {
        let mut inner = self.inner.lock();
        inner.chosen = None;
        std::mem::replace(&mut inner.waker, waker)
    }

    /// The case that was claimed; while there is none, makes the wait end with the task of `cx`, and returns the waker
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

    /// Ends the wait from inside: the case that was claimed, or none, and no case can be claimed any more.
    pub(crate) fn give_up(&self) -> Option<u32> {
        let mut inner = self.inner.lock();
        inner.chosen.replace(GAVE_UP)
    }

    /// Takes the claim for `case` on behalf of a counterpart; `None` when it was taken before.
    pub(crate) fn take(&self, case: u32) -> Option<Option<Waker>> {
        let mut inner = self.inner.lock();
        inner.take(case).then(|| inner.waker.take())
    }
}

/// Stands for the case of a `select!` that was dropped.
const GAVE_UP: u32 = u32::MAX;

impl Inner {
    fn take(&mut self, case: u32) -> bool {
        let free = self.chosen.is_none();
        self.chosen.get_or_insert(case);
        free
    }
}

impl Ticket<'_> {
    /// Takes one's own claim; false when a counterpart of another case was faster.
    pub(crate) fn take(&self) -> bool {
        self.claim.inner.lock().take(self.case)
    }

    /// Whether `claim` is one's own.
    pub(crate) fn is_of(&self, claim: &Arc<Claim>) -> bool {
        Arc::ptr_eq(self.claim, claim)
    }

    /// Takes one's own claim and that of `other`, which is another, or neither.
    pub(crate) fn meet(&self, other: Ticket<'_>) -> Met {
        let (mut mine, mut others) = lock_both(self.claim, other.claim);
        if mine.chosen.is_some() {
            Met::MineLost
        } else if !others.take(other.case) {
            Met::OtherLost
        } else {
            mine.take(self.case);
            Met::Both(others.waker.take())
        }
    }
}

/// Locks two claims in the order of their ranks, so that two `select!`s that meet on two channels cannot block each other.
///
/// Not of their addresses: those change from run to run of a model, which must not.
fn lock_both<'a>(a: &'a Claim, b: &'a Claim) -> (ShortGuard<'a, Inner>, ShortGuard<'a, Inner>) {
    if a.rank < b.rank {
        let first = a.inner.lock();
        (first, b.inner.lock())
    } else {
        let first = b.inner.lock();
        (a.inner.lock(), first)
    }
}
