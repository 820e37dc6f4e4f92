//! The state of a sender's slot and of a receiver's slot: who waits, or how the operation ended.

use std::task::Waker;

use crate::wait::linked_slots::Content;
use crate::wait::waiter::Waiter;

/// The state of a slot, for senders and receivers alike.
pub(crate) trait SlotState: Content {
    /// The waiter; `None` if the slot is not in the queue.
    fn waiter(&mut self) -> Option<&mut Waiter>;

    /// Takes the case out of the queue, because its `select!` completed another case; the case
    /// keeps its offer.
    fn skip(&mut self);
}

/// The state of a receiver's slot.
#[derive(Debug)]
pub(crate) enum Receiving<T> {
    /// The slot is free.
    Free,
    /// A receive is waiting.
    Waits(Waiter),
    /// A case whose `select!` completed another case; it is no longer in the queue.
    Skipped,
    /// The receive was given a value.
    Given(T),
    /// The receive was completed by the end of the channel.
    Ended,
}

/// The state of a sender's slot.
#[derive(Debug)]
pub(crate) enum Sending<T> {
    /// The slot is free.
    Free,
    /// A send is waiting with the value it offers.
    Waits(Waiter, T),
    /// A case whose `select!` completed another case; it is no longer in the queue.
    Skipped(T),
    /// The value was taken.
    Taken,
    /// The send was failed by the end of the channel.
    Ended(T),
}

impl<T> Content for Receiving<T> {
    const FREE: Receiving<T> = Receiving::Free;
}

impl<T> SlotState for Receiving<T> {
    #[inline]
    fn waiter(&mut self) -> Option<&mut Waiter> {
        if let Receiving::Waits(who) = self { Some(who) } else { None }
    }

    fn skip(&mut self) {
        *self = Receiving::Skipped;
    }
}

impl<T> Content for Sending<T> {
    const FREE: Sending<T> = Sending::Free;
}

impl<T> SlotState for Sending<T> {
    #[inline]
    fn waiter(&mut self) -> Option<&mut Waiter> {
        if let Sending::Waits(who, _) = self { Some(who) } else { None }
    }

    fn skip(&mut self) {
        if let Sending::Waits(_, value) = std::mem::replace(self, Sending::Free) {
            *self = Sending::Skipped(value);
        }
    }
}

// Each of these looks before it moves, so that only the wanted parts are moved.

impl<T> Receiving<T> {
    /// Gives `value` to a claimed receive; returns the waker of a lone operation.
    #[inline]
    pub(crate) fn give(&mut self, value: T) -> Option<Waker> {
        self.end_with(Receiving::Given(value))
    }

    /// Completes a claimed receive for the end of the channel; returns the waker of a lone
    /// operation.
    pub(crate) fn end(&mut self) -> Option<Waker> {
        self.end_with(Receiving::Ended)
    }

    #[inline]
    fn end_with(&mut self, outcome: Receiving<T>) -> Option<Waker> {
        let is_lone = matches!(self, Receiving::Waits(Waiter::Task(_)));
        match std::mem::replace(self, outcome) {
            Receiving::Waits(Waiter::Task(waker)) if is_lone => Some(waker),
            _ => None,
        }
    }

    /// Takes what a completed lone receive was given. The caller then frees the slot.
    #[inline]
    pub(crate) fn take(&mut self) -> Option<T> {
        match self {
            Receiving::Given(_) => std::mem::replace(self, Receiving::Free).into_value(),
            _ => None,
        }
    }

    /// The value the receive was given.
    #[inline]
    pub(crate) fn into_value(self) -> Option<T> {
        if let Receiving::Given(value) = self { Some(value) } else { None }
    }
}

impl<T> Sending<T> {
    /// Takes the value of a claimed send; also returns the waker of a lone operation.
    #[inline]
    pub(crate) fn take_offer(&mut self) -> (T, Option<Waker>) {
        if !matches!(self, Sending::Waits(Waiter::Task(_), _)) {
            return (self.take_offer_of_case(), None);
        }
        match std::mem::replace(self, Sending::Taken) {
            Sending::Waits(Waiter::Task(waker), value) => (value, Some(waker)),
            _ => unreachable!("checked above"),
        }
    }

    #[inline(never)]
    fn take_offer_of_case(&mut self) -> T {
        match std::mem::replace(self, Sending::Taken) {
            Sending::Waits(_, value) => value,
            _ => unreachable!("a claimed send waits"),
        }
    }

    /// Fails a claimed send for the end of the channel; returns the waker of a lone operation.
    pub(crate) fn end(&mut self) -> Option<Waker> {
        let (value, waker) = self.take_offer();
        *self = Sending::Ended(value);
        waker
    }

    /// Takes the value that a completed lone send could not send. The caller then frees the slot.
    #[inline]
    pub(crate) fn take(&mut self) -> Option<T> {
        match self {
            Sending::Taken => None,
            _ => std::mem::replace(self, Sending::Free).into_value(),
        }
    }

    /// The value that was not sent.
    pub(crate) fn into_value(self) -> Option<T> {
        match self {
            Sending::Waits(_, value) | Sending::Skipped(value) | Sending::Ended(value) => Some(value),
            Sending::Free | Sending::Taken => None,
        }
    }
}
