//! What stands in the slot of a sender and in that of a receiver: who waits, and what came of it.

use std::task::Waker;

use super::claim::{Claim, Met, Ticket};
use crate::primitives::Arc;

/// Who waits.
#[derive(Debug)]
pub(crate) enum Who {
    /// An operation by itself.
    Task(Waker),
    /// A case of a `select!`.
    Case(Arc<Claim>, u32),
}

/// What stands in the slot of one side.
pub(crate) trait Place {
    /// A free slot.
    const FREE: Self;

    /// Who waits here; `None` if the slot is not in the queue.
    fn who(&mut self) -> Option<&mut Who>;

    /// Keeps what a case offers, once its `select!` was claimed for another.
    fn pass(&mut self);
}

/// What stands in a receiver's slot.
#[derive(Debug)]
pub(crate) enum Receiving<T> {
    /// Nothing: the slot is free.
    Free,
    /// A receive that waits.
    Waits(Who),
    /// A case that stands in the queue no more, because its `select!` was claimed for another.
    Passed,
    /// A receive that was given a value.
    Given(T),
    /// A receive that the end of the channel has ended.
    Ended,
}

/// What stands in a sender's slot.
#[derive(Debug)]
pub(crate) enum Sending<T> {
    /// Nothing: the slot is free.
    Free,
    /// A send that waits, and what it offers.
    Waits(Who, T),
    /// A case that stands in the queue no more, because its `select!` was claimed for another.
    Passed(T),
    /// A send whose value was taken.
    Taken,
    /// A send that the end of the channel has ended.
    Ended(T),
}

/// What a counterpart of a waiter comes to.
pub(crate) enum Meeting {
    /// The waiter is claimed, and the counterpart is too; with the waker of a case.
    Claimed(Option<Waker>),
    /// The counterpart was claimed before, by another.
    Lost,
    /// Waiter and counterpart are of the same `select!`, which does not pair with itself.
    Myself,
    /// The waiter's `select!` was claimed before, by another.
    Gone,
}

impl Who {
    /// Has a counterpart meet who waits: an operation by itself, or a case.
    pub(crate) fn meet(&self, me: Option<Ticket<'_>>) -> Meeting {
        match (self, me) {
            (Who::Case(claim, case), None) => claim.take(*case).map_or(Meeting::Gone, Meeting::Claimed),
            (Who::Case(claim, _), Some(me)) if me.is_of(claim) => Meeting::Myself,
            (Who::Case(claim, case), Some(me)) => match me.meet(Ticket { claim, case: *case }) {
                Met::Both(waker) => Meeting::Claimed(waker),
                Met::MineLost => Meeting::Lost,
                Met::OtherLost => Meeting::Gone,
            },
            (Who::Task(_), Some(me)) if !me.take() => Meeting::Lost,
            (Who::Task(_), _) => Meeting::Claimed(None),
        }
    }
}

impl<T> Place for Receiving<T> {
    const FREE: Receiving<T> = Receiving::Free;

    #[inline]
    fn who(&mut self) -> Option<&mut Who> {
        if let Receiving::Waits(who) = self { Some(who) } else { None }
    }

    fn pass(&mut self) {
        *self = Receiving::Passed;
    }
}

impl<T> Place for Sending<T> {
    const FREE: Sending<T> = Sending::Free;

    #[inline]
    fn who(&mut self) -> Option<&mut Who> {
        if let Sending::Waits(who, _) = self { Some(who) } else { None }
    }

    fn pass(&mut self) {
        if let Sending::Waits(_, value) = std::mem::replace(self, Sending::Free) {
            *self = Sending::Passed(value);
        }
    }
}

// Each of these looks first and moves then, so that only the parts that are wanted are moved.

impl<T> Receiving<T> {
    /// Gives a value to a receive that was picked; returns the waker of one by itself.
    #[inline]
    pub(crate) fn give(&mut self, value: T) -> Option<Waker> {
        self.end_with(Receiving::Given(value))
    }

    /// Ends a receive that was picked; returns the waker of one by itself.
    pub(crate) fn end(&mut self) -> Option<Waker> {
        self.end_with(Receiving::Ended)
    }

    #[inline]
    fn end_with(&mut self, outcome: Receiving<T>) -> Option<Waker> {
        let by_itself = matches!(self, Receiving::Waits(Who::Task(_)));
        match std::mem::replace(self, outcome) {
            Receiving::Waits(Who::Task(waker)) if by_itself => Some(waker),
            _ => None,
        }
    }

    /// Takes out what a receive by itself was given, once it is served; the slot is as good as free then.
    #[inline]
    pub(crate) fn take(&mut self) -> Option<T> {
        match self {
            Receiving::Given(_) => std::mem::replace(self, Receiving::Free).into_value(),
            _ => None,
        }
    }

    /// What the receive was given.
    #[inline]
    pub(crate) fn into_value(self) -> Option<T> {
        if let Receiving::Given(value) = self { Some(value) } else { None }
    }
}

impl<T> Sending<T> {
    /// Takes what a send that was picked offers; also returns the waker of one by itself.
    #[inline]
    pub(crate) fn take_offer(&mut self) -> (T, Option<Waker>) {
        if !matches!(self, Sending::Waits(Who::Task(_), _)) {
            return (self.take_offer_of_case(), None);
        }
        match std::mem::replace(self, Sending::Taken) {
            Sending::Waits(Who::Task(waker), value) => (value, Some(waker)),
            _ => unreachable!("it was looked at"),
        }
    }

    #[inline(never)]
    fn take_offer_of_case(&mut self) -> T {
        match std::mem::replace(self, Sending::Taken) {
            Sending::Waits(_, value) => value,
            _ => unreachable!("who is picked waits"),
        }
    }

    /// Ends a send that was picked; returns the waker of one by itself.
    pub(crate) fn end(&mut self) -> Option<Waker> {
        let (value, waker) = self.take_offer();
        *self = Sending::Ended(value);
        waker
    }

    /// Takes out what a send by itself could not send, once it is served; the slot is as good as free then.
    #[inline]
    pub(crate) fn take(&mut self) -> Option<T> {
        match self {
            Sending::Taken => None,
            _ => std::mem::replace(self, Sending::Free).into_value(),
        }
    }

    /// What was not sent.
    pub(crate) fn into_value(self) -> Option<T> {
        match self {
            Sending::Waits(_, value) | Sending::Passed(value) | Sending::Ended(value) => Some(value),
            Sending::Free | Sending::Taken => None,
        }
    }
}
