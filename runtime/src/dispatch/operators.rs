//! Go's operators and conversions of channels: `<-c`, `c <- v`, `close(c)`, and a channel given
//! where a function takes one of a direction.
//!
//! Each asks two questions of its operand, so that each error is in Go's words: whether it is a
//! channel at all (a bound with a text for each operation), and whether the channel has the
//! direction (the [`refusal`](super::refusal) that a method call has too). A conversion asks both
//! at once: `chan T` converts to `<-chan T` and to `chan<- T`, as in Go, and nothing converts back.

use super::refusal::{CloseChannel, ReceiveFrom, SendTo};
use super::zero::ZeroValue;
use crate::chan::operand::{Both, CanReceive, CanSend, Channel};
use crate::chan::{Chan, Receiver, Recv, Send, Sender};

/// A bound for each row: what the operand of an operation is, and the text where it is not. The
/// handle and its direction are associated types once more, for rustc reports a bound on those of
/// [`Channel`](crate::chan::Channel) as a second error.
macro_rules! operands {
    ($($(#[$doc:meta])* $Operand:ident($($bound:tt)+): $message:literal, $label:literal, $help:literal;)*) => { $(
        $(#[$doc])*
        #[diagnostic::on_unimplemented(message = $message, label = $label, note = $help)]
        pub trait $Operand: Channel {
            /// The handle.
            type Whole;
            /// Which way it goes.
            type Goes;
        }

        #[diagnostic::do_not_recommend]
        impl<C: $($bound)+ + ?Sized> $Operand for C {
            type Whole = C::Handle;
            type Goes = C::Direction;
        }
    )* };
}

operands! {
    /// What the program receives from.
    Receive(Channel):
        "invalid operation: cannot receive from non-channel `{Self}`",
        "not a channel",
        "`<-ch` takes a `Chan` or a `Receiver`";

    /// What the program sends to.
    Transmit(Channel):
        "invalid operation: cannot send to non-channel `{Self}`",
        "not a channel",
        "`ch <- v` takes a `Chan` or a `Sender`; for a comparison write `a < -b`";

    /// What the program closes.
    Close(Channel):
        "invalid operation: cannot close non-channel `{Self}`",
        "not a channel",
        "`close(c)` is Go's; a function of your own by that name is `self::close(…)`";

    /// What can be given as `chan<- T`.
    AsSender(Channel<Direction: CanSend>):
        "cannot use `{Self}` as chan<- value",
        "not a channel that can be sent to",
        "a `Chan` or a `Sender` can be given where `chan<- T` is taken";

    /// What can be given as `<-chan T`.
    AsReceiver(Channel<Direction: CanReceive>):
        "cannot use `{Self}` as <-chan value",
        "not a channel that can be received from",
        "a `Chan` or a `Receiver` can be given where `<-chan T` is taken";

    /// What can be given as `chan T`.
    AsChan(Channel<Direction = Both>):
        "cannot use `{Self}` as chan value",
        "not a channel of both directions",
        "a channel converts from `chan T` to one direction, never back";
}

/// Go's `<-channel`, as an `Option`.
#[inline]
#[track_caller]
pub fn recv<C: Receive + ?Sized>(channel: &C) -> Recv<'_, C::Item>
where
    C::Whole: ReceiveFrom<C::Goes>,
{
    channel.__link().recv()
}

/// The left side of Go's `channel <- value`.
pub fn to<C: Transmit + ?Sized>(channel: &C) -> To<'_, C>
where
    C::Whole: SendTo<C::Goes>,
{
    To(channel)
}

/// The left side of a send.
pub struct To<'a, C: ?Sized>(&'a C);

impl<'a, C: ?Sized> To<'a, C> {
    /// Go's `channel <- value`, as a `Result`.
    #[inline]
    #[track_caller]
    pub fn __go_send<T>(&self, value: T) -> Send<'a, T>
    where
        C: Channel<Item = T>,
    {
        self.0.__link().send(value)
    }
}

/// Go's `close(channel)`.
#[track_caller]
pub fn close<C: Close + ?Sized>(channel: &C)
where
    C::Whole: CloseChannel<C::Goes>,
{
    channel.__link().close();
}

/// `channel`, where `chan<- T` is taken.
#[must_use]
pub fn as_sender<C: AsSender + ?Sized>(channel: &C) -> Sender<C::Item> {
    channel.__link().sender()
}

/// `channel`, where `<-chan T` is taken.
#[must_use]
pub fn as_receiver<C: AsReceiver + ?Sized>(channel: &C) -> Receiver<C::Item> {
    channel.__link().receiver()
}

/// `channel`, where `chan T` is taken.
#[must_use]
pub fn as_chan<C: AsChan + ?Sized>(channel: &C) -> Chan<C::Item> {
    channel.__link().chan()
}

/// Go's `<-channel;`, where nobody takes the value.
pub fn discard<T>(_: Option<T>) {}

/// What was received, or the zero value, and which of the two it is.
pub fn with_ok<How, T: ZeroValue<How>>(received: Option<T>) -> (T, bool) {
    let ok = received.is_some();
    (super::zero::or_zero(received), ok)
}

/// Whether something was received, where nobody takes the value.
pub fn only_ok<T>(received: Option<T>) -> ((), bool) {
    ((), received.is_some())
}
