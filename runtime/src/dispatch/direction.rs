//! The wrong way through a channel: a send on a `Receiver`, a receive from a `Sender`, a loop over
//! one, in the words of Go.
//!
//! The handles have no such methods. Goroutine code has traits in scope by which they do, and what
//! those return is a [`WrongWay`], which no program gets past: the macros ask of every call with
//! such a name which way it goes.

use std::convert::Infallible;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::Tag;
use super::refusal::{Allowed, Refused, Way};
use crate::chan::{Receiver, SendError, Sender, TryRecvError, TrySendError};
use crate::select::{Link, Receives, Sends};

/// What a method returns that the handle `H` does not have: a future of what the method would give,
/// so that nothing else is wrong with the call. There is no such value.
pub struct WrongWay<H, O>(PhantomData<fn() -> (H, O)>);

impl<H, O> WrongWay<H, O> {
    fn refused() -> Self {
        unreachable!("the compiler refuses the call")
    }
}

impl<H, O> Future for WrongWay<H, O> {
    type Output = O;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<O> {
        unreachable!("the compiler refuses the call")
    }
}

/// What can be sent to.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot send to receive-only channel `{Self}`",
    label = "can only be received from",
    note = "send to the `Chan`, or to the `Sender` that `split()` gives beside the `Receiver`"
)]
pub trait SendTo<How = Refused>: Sized {
    /// Does nothing.
    fn __go_way(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> SendTo<Allowed> for T {}

#[diagnostic::do_not_recommend]
impl<T> SendTo<Stranger> for T {}

/// What a case can send to.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot send to non-channel `{Self}`",
    label = "not a channel that can be sent to",
    note = "a case sends to a `Chan` or a `Sender`, or to an `Option` of one, where `None` is never ready"
)]
pub trait ChannelToSendTo<How = Stranger>: Sized {
    /// Does nothing.
    fn __go_way(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> ChannelToSendTo<Allowed> for T {}

#[diagnostic::do_not_recommend]
impl<T> ChannelToSendTo<Refused> for T {}

/// What can be received from.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot receive from send-only channel `{Self}`",
    label = "can only be sent to",
    note = "receive from the `Chan`, or from the `Receiver` that `split()` gives beside the `Sender`"
)]
pub trait ReceiveFrom<How = Refused>: Sized {
    /// Does nothing.
    fn __go_way(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> ReceiveFrom<Allowed> for T {}

#[diagnostic::do_not_recommend]
impl<T> ReceiveFrom<Stranger> for T {}

/// What a case can receive from.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot receive from non-channel `{Self}`",
    label = "not a channel that can be received from",
    note = "a case receives from a `Chan` or a `Receiver`, or from an `Option` of one, where `None` is never ready"
)]
pub trait ChannelToReceiveFrom<How = Stranger>: Sized {
    /// Does nothing.
    fn __go_way(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> ChannelToReceiveFrom<Allowed> for T {}

#[diagnostic::do_not_recommend]
impl<T> ChannelToReceiveFrom<Refused> for T {}

/// What can be closed.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot close receive-only channel `{Self}`",
    label = "the senders say when there is no more",
    note = "close the `Chan`, or the `Sender` that `split()` gives beside the `Receiver`"
)]
pub trait CloseChannel<How = Refused>: Sized {
    /// Does nothing.
    fn __go_way(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> CloseChannel<Allowed> for T {}

/// What a loop can run over.
#[diagnostic::on_unimplemented(
    message = "cannot range over `{Self}`: receive from send-only channel",
    label = "can only be sent to",
    note = "loop over the `Chan`, or over the `Receiver` that `split()` gives beside the `Sender`"
)]
pub trait RangeChannel<How = Refused>: Sized {
    /// Does nothing.
    fn __go_way(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> RangeChannel<Allowed> for T {}

/// The methods of a sender, for a receiver that has none of them.
pub trait SendOnReceiver<T>: Sized {
    /// Refused.
    fn send(&self, _: T) -> WrongWay<Self, Result<(), SendError<T>>> {
        WrongWay::refused()
    }
    /// Refused.
    fn try_send(&self, _: T) -> WrongWay<Self, Result<(), TrySendError<T>>> {
        WrongWay::refused()
    }
    /// Refused.
    fn go_send(&self, _: T) -> WrongWay<Self, ()> {
        WrongWay::refused()
    }
    /// Refused.
    fn close(&self) -> WrongWay<Self, ()> {
        WrongWay::refused()
    }
}

impl<T> SendOnReceiver<T> for Receiver<T> {}

/// The methods of a receiver, for a sender that has none of them.
pub trait ReceiveFromSender<T>: Sized {
    /// Refused.
    fn recv(&self) -> WrongWay<Self, Option<T>> {
        WrongWay::refused()
    }
    /// Refused.
    fn try_recv(&self) -> WrongWay<Self, Result<T, TryRecvError>> {
        WrongWay::refused()
    }
    /// Refused.
    fn go_recv(&self) -> WrongWay<Self, T> {
        WrongWay::refused()
    }
    /// Refused.
    fn go_recv_ok(&self) -> WrongWay<Self, (T, bool)> {
        WrongWay::refused()
    }
}

impl<T> ReceiveFromSender<T> for Sender<T> {}

/// First choice: the call goes the wrong way.
pub trait PreferWrongWay {
    /// The handle.
    type Handle;

    /// The way.
    fn __go_direction(&self) -> Way<Self::Handle, Refused> {
        Way::new()
    }
}

impl<H, O> PreferWrongWay for &Tag<WrongWay<H, O>> {
    type Handle = H;
}

/// First choice for a loop or a case that receives: a sender.
pub trait PreferSendOnly {
    /// The handle.
    type Handle;

    /// The way of a loop.
    fn __go_range_direction(&self) -> Way<Self::Handle, Refused> {
        Way::new()
    }
    /// The way of a case.
    fn __go_recv_direction(&self) -> Way<Self::Handle, Refused> {
        Way::new()
    }
}

/// Second choice for a case that receives: what can be received from.
pub trait PreferReceives {
    /// The operand.
    type Handle;

    /// The way.
    fn __go_recv_direction(&self) -> Way<Self::Handle, Allowed> {
        Way::new()
    }
}

impl<O: Receives> PreferReceives for &Tag<O> {
    type Handle = O;
}

/// Second choice for a case that sends: what can be sent to.
pub trait PreferSends {
    /// The operand.
    type Handle;

    /// The way.
    fn __go_send_direction(&self) -> Way<Self::Handle, Allowed> {
        Way::new()
    }
}

impl<O: Sends> PreferSends for &Tag<O> {
    type Handle = O;
}

impl<T> PreferSendOnly for &&Tag<Sender<T>> {
    type Handle = Sender<T>;
}

impl<T> PreferSendOnly for &&Tag<&Sender<T>> {
    type Handle = Sender<T>;
}

/// First choice for a case of `select!` that sends: a receiver.
pub trait PreferRecvOnly {
    /// The handle.
    type Handle;

    /// The way.
    fn __go_send_direction(&self) -> Way<Self::Handle, Refused> {
        Way::new()
    }
}

impl<T> PreferRecvOnly for &&Tag<Receiver<T>> {
    type Handle = Receiver<T>;
}

impl<T> PreferRecvOnly for &&Tag<&Receiver<T>> {
    type Handle = Receiver<T>;
}

/// What the macros go on with in place of a refused operand, so that nothing else is wrong with the
/// case. There is no such value.
pub struct Refusing<T>(Infallible, PhantomData<fn() -> T>);

#[diagnostic::do_not_recommend]
impl<T> Receives for Refusing<T> {
    type Item = T;

    fn __link(&self) -> Link<'_, T> {
        match self.0 {}
    }
}

#[diagnostic::do_not_recommend]
impl<T> Sends for Refusing<T> {
    type Item = T;

    fn __link(&self) -> Link<'_, T> {
        match self.0 {}
    }
}

/// The way of what is no channel.
pub struct Stranger;

impl<T> Way<T, Allowed> {
    /// The operand of a case.
    pub fn __go_operand<O>(self, operand: &O) -> &O {
        operand
    }
}

impl<T> Way<Sender<T>, Refused> {
    /// No operand of a case that receives.
    pub fn __go_operand<O>(self, _: &O) -> &Refusing<T> {
        unreachable!("the compiler refuses the case")
    }
}

impl<T> Way<Receiver<T>, Refused> {
    /// No operand of a case that sends.
    pub fn __go_operand<O>(self, _: &O) -> &Refusing<T> {
        unreachable!("the compiler refuses the case")
    }
}

impl<T> Way<T, Stranger> {
    /// No operand of any case.
    pub fn __go_operand<O, I>(self, _: &O) -> &Refusing<I> {
        unreachable!("the compiler refuses the case")
    }
}

/// Second choice: it goes the right way, or is no operation on a channel.
pub trait ElseRightWay {
    /// What the call returns, or what the loop runs over.
    type Handle;

    /// The way.
    fn __go_direction(&self) -> Way<Self::Handle, Allowed> {
        Way::new()
    }
    /// The way of a loop.
    fn __go_range_direction(&self) -> Way<Self::Handle, Allowed> {
        Way::new()
    }
    /// The way of a case that receives.
    fn __go_recv_direction(&self) -> Way<Self::Handle, Stranger> {
        Way::new()
    }
    /// The way of a case that sends.
    fn __go_send_direction(&self) -> Way<Self::Handle, Stranger> {
        Way::new()
    }
}

impl<T> ElseRightWay for Tag<T> {
    type Handle = T;
}
