//! The channel cases of a `select!`: a receive or a send that is tried, waits in its channel's
//! queue, and leaves it.

use std::fmt;
use std::task::Context;

use super::operand::{Receives, Sends};
use crate::chan::{Core, Link, Received, SendError, Sent, State, snapshot, wake};
use crate::primitives::{Arc, ShortGuard};
use crate::trace::wait_target::{Body, WaitTarget};
use crate::wait::case::{Case, Registered};
use crate::wait::select_token::{SelectCase, SelectToken};
use crate::wait::waiter::Waiter;

/// A case that receives; of [`recv_case`].
pub struct RecvCase<O: Receives> {
    /// The channel.
    operand: O,
    /// Whether its guard was false.
    pub(super) disabled: bool,
    /// Its slot in the queue of waiting receivers, while it waits.
    slot: Option<u32>,
    /// The channel's changes at the last try in vain.
    tried_at: u32,
    /// What was received.
    received: Option<O::Item>,
}

/// A case that sends; of [`send_case`].
pub struct SendCase<O: Sends> {
    /// The channel.
    operand: O,
    /// Whether its guard was false.
    pub(super) disabled: bool,
    /// Its slot in the queue of waiting senders, while it waits.
    slot: Option<u32>,
    /// The channel's changes at the last try in vain.
    tried_at: u32,
    /// The value, while it is not in the channel.
    value: Option<O::Item>,
}

/// A case that receives from `operand`.
#[doc(hidden)]
pub fn recv_case<O: Receives>(operand: O) -> RecvCase<O> {
    RecvCase { operand, disabled: false, slot: None, tried_at: 0, received: None }
}

/// A case that sends `value` to `operand`.
#[doc(hidden)]
pub fn send_case<O: Sends>(operand: O, value: O::Item) -> SendCase<O> {
    SendCase { operand, disabled: false, slot: None, tried_at: 0, value: Some(value) }
}

impl<O: Receives> RecvCase<O> {
    /// Makes the case ready only if `guard` holds.
    #[must_use]
    pub fn only_if(mut self, guard: bool) -> RecvCase<O> {
        self.disabled = !guard;
        self
    }

    /// What was received, if this case was chosen; `None` if the channel is closed and drained.
    pub fn take(&mut self) -> Option<O::Item> {
        self.received.take()
    }
}

impl<O: Sends> SendCase<O> {
    /// Makes the case ready only if `guard` holds.
    #[must_use]
    pub fn only_if(mut self, guard: bool) -> SendCase<O> {
        self.disabled = !guard;
        self
    }

    /// How the send went, if this case was chosen.
    ///
    /// # Errors
    ///
    /// With the value, if the channel is closed or nobody is left to receive.
    pub fn finish(&mut self) -> Result<(), SendError<O::Item>> {
        self.value.take().map_or(Ok(()), |value| Err(SendError(value)))
    }

    /// The value, if it was not sent.
    pub fn into_value(self) -> Option<O::Item> {
        self.value
    }
}

/// Tries to receive where there is more to it than to take a queued value.
#[inline(never)]
fn try_receive_more<T>(mut state: ShortGuard<'_, State<T>>, into: &mut Option<T>) -> bool {
    let received = state.recv(None);
    drop(state);
    match received {
        Received::Value(value, waker) => {
            *into = Some(value);
            wake(waker);
            true
        }
        Received::Closed => {
            *into = None;
            true
        }
        Received::Empty | Received::Lost => false,
    }
}

/// The channel of a case; `None` if it cannot get ready.
fn core<T>(Link(core): Link<'_, T>, disabled: bool) -> Option<&Arc<Core<T>>> {
    core.filter(|_| !disabled)
}

impl<O: Receives> Case for RecvCase<O> {
    fn try_complete(&mut self) -> bool {
        let Some(core) = core(self.operand.__link(), self.disabled) else { return false };
        let mut state = core.lock();
        match state.pop() {
            None => {
                self.tried_at = state.changes();
                !state.is_idle() && try_receive_more(state, &mut self.received)
            }
            value => {
                drop(state);
                self.received = value;
                true
            }
        }
    }

    fn register(&mut self, token: &Arc<SelectToken>, index: u32, _: &mut Context<'_>) -> Registered {
        let Some(core) = core(self.operand.__link(), self.disabled) else { return Registered::Waits };
        let mut state = core.lock();
        match state.recv(Some(SelectCase { token, case: index })) {
            Received::Value(value, waker) => {
                drop(state);
                self.received = Some(value);
                wake(waker);
                Registered::Done
            }
            Received::Closed => {
                drop(state);
                self.received = None;
                Registered::Done
            }
            Received::Lost => Registered::Lost,
            Received::Empty => {
                self.slot = Some(state.join_receivers(|| Waiter::Case(Arc::clone(token), index)));
                Registered::Waits
            }
        }
    }

    fn unregister(&mut self, chosen: bool) {
        let (Link(Some(core)), Some(slot)) = (self.operand.__link(), self.slot.take()) else { return };
        let left = core.lock().receivers.leave(slot);
        if chosen {
            self.received = left.state.into_value();
        }
    }

    fn cancel(&mut self, _: bool) {
        if let (Link(Some(core)), Some(slot)) = (self.operand.__link(), self.slot.take()) {
            core.drop_recv(slot);
        }
    }

    fn is_unchanged(&self) -> bool {
        core(self.operand.__link(), self.disabled).is_none_or(|core| {
            let state = core.lock();
            // A context's `done` can close without a change under the lock.
            state.changes() == self.tried_at && !state.is_closed()
        })
    }

    fn snapshot(&self, body: &Body) -> Option<WaitTarget> {
        core(self.operand.__link(), self.disabled).map(|core| snapshot(core, body))
    }
}

impl<O: Sends> Case for SendCase<O> {
    fn try_complete(&mut self) -> bool {
        let Some(core) = core(self.operand.__link(), self.disabled) else { return false };
        let Some(value) = self.value.take() else { return false };
        let mut state = core.lock();
        if state.can_push() {
            state.push(value);
            return true;
        }
        self.tried_at = state.changes();
        let sent = state.send(value, None);
        drop(state);
        match sent {
            Sent::Done(waker) => {
                wake(waker);
                true
            }
            Sent::Closed(value) => {
                self.value = Some(value);
                true
            }
            Sent::Full(value) | Sent::Lost(value) => {
                self.value = Some(value);
                false
            }
        }
    }

    fn register(&mut self, token: &Arc<SelectToken>, index: u32, _: &mut Context<'_>) -> Registered {
        let Some(core) = core(self.operand.__link(), self.disabled) else { return Registered::Waits };
        let Some(value) = self.value.take() else { return Registered::Waits };
        let mut state = core.lock();
        let (value, enlisted) = match state.send(value, Some(SelectCase { token, case: index })) {
            Sent::Done(waker) => {
                drop(state);
                wake(waker);
                return Registered::Done;
            }
            Sent::Full(value) => {
                self.slot = Some(state.join_senders(|| Waiter::Case(Arc::clone(token), index), value));
                return Registered::Waits;
            }
            Sent::Closed(value) => (value, Registered::Done),
            Sent::Lost(value) => (value, Registered::Lost),
        };
        self.value = Some(value);
        enlisted
    }

    fn unregister(&mut self, _: bool) {
        let (Link(Some(core)), Some(slot)) = (self.operand.__link(), self.slot.take()) else { return };
        let left = core.lock().senders.leave(slot);
        self.value = left.state.into_value();
    }

    fn cancel(&mut self, _: bool) {
        self.unregister(false);
    }

    fn is_unchanged(&self) -> bool {
        core(self.operand.__link(), self.disabled).is_none_or(|core| core.lock().changes() == self.tried_at)
    }

    fn snapshot(&self, body: &Body) -> Option<WaitTarget> {
        core(self.operand.__link(), self.disabled).map(|core| snapshot(core, body))
    }
}

impl<O: Receives> fmt::Debug for RecvCase<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvCase").field("disabled", &self.disabled).finish_non_exhaustive()
    }
}

impl<O: Sends> fmt::Debug for SendCase<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendCase").field("disabled", &self.disabled).finish_non_exhaustive()
    }
}
