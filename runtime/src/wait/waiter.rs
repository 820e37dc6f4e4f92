//! Who waits in a queue: a lone operation, or a case of a `select!`.

use std::task::{Context, Waker};

use super::select_token::{PairResult, SelectCase, SelectToken};
use super::wait_list::renew;
use crate::primitives::Arc;

/// Who waits in a queue.
#[derive(Debug)]
pub(crate) enum Waiter {
    /// A lone operation: not a case of a `select!`.
    Task(Waker),
    /// A case of a `select!`.
    Case(Arc<SelectToken>, u32),
}

/// The result of a peer's attempt to claim a waiter.
pub(crate) enum Claimed {
    /// The waiter is claimed, and the peer's own token (if any) is taken; with the waker of a case.
    Yes(Option<Waker>),
    /// The peer's own token was taken before, for another case.
    Lost,
    /// Waiter and peer belong to the same `select!`, which does not pair with itself.
    Myself,
    /// The waiter's `select!` completed another case.
    Gone,
}

impl Waiter {
    /// The waiter for `case`.
    pub(crate) fn case(case: SelectCase<'_>) -> Waiter {
        Waiter::Case(Arc::clone(case.token), case.case)
    }

    /// Claims the waiter on behalf of `me`: a case of a `select!`, or a lone operation (`None`).
    pub(crate) fn pair(&self, me: Option<SelectCase<'_>>) -> Claimed {
        match (self, me) {
            (Waiter::Case(token, case), None) => token.take(*case).map_or(Claimed::Gone, Claimed::Yes),
            (Waiter::Case(token, _), Some(me)) if me.is_of(token) => Claimed::Myself,
            (Waiter::Case(token, case), Some(me)) => match me.pair(SelectCase { token, case: *case }) {
                PairResult::Both(waker) => Claimed::Yes(waker),
                PairResult::MineLost => Claimed::Lost,
                PairResult::OtherLost => Claimed::Gone,
            },
            (Waiter::Task(_), Some(me)) if !me.take() => Claimed::Lost,
            (Waiter::Task(_), _) => Claimed::Yes(None),
        }
    }

    /// Claims a waiter that has left its queue, for a peer that is no case itself, and returns the
    /// waker. `None` if its `select!` has completed another case: then it must not be given
    /// anything.
    pub(crate) fn claim(self) -> Option<Option<Waker>> {
        match self {
            Waiter::Task(waker) => Some(Some(waker)),
            Waiter::Case(token, case) => token.take(case),
        }
    }

    /// Makes a lone operation wake the task of `cx`, and returns the waker that this replaced, to
    /// be dropped once the lock is released. The waker of a case is its token's.
    pub(crate) fn renew(&mut self, cx: &Context<'_>) -> Option<Waker> {
        match self {
            Waiter::Task(waker) => renew(waker, cx),
            Waiter::Case(..) => None,
        }
    }
}
