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
use super::ladder::{Way, ladder};
use crate::chan::operand::{Both, Channel, ChannelOperand, Link, ReceiveOnly, SendOnly};
use crate::chan::{Chan, Receiver, SendError, Sender, TryRecvError, TrySendError};

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

/// The way of what is no channel.
pub struct Stranger;

ladder! {
    /// The wrong way of a call, or none that is known to be wrong.
    pub trait CallChoice: __go_direction;
    [H: ChannelOperand, O] &Tag<WrongWay<H, O>> => Way<H, H::Direction>;
    [T] Tag<T> => Way<T, Stranger>;
}

ladder! {
    /// Whether a loop runs over a channel, and which way that goes.
    pub trait RangeChoice: __go_range_direction;
    [C: Channel] &Tag<C> => Way<C::Handle, C::Direction>;
    [T] Tag<T> => Way<T, Stranger>;
}

ladder! {
    /// Whether the operand of a case is a channel, and which way that goes.
    pub trait OperandChoice: __go_channel;
    [O: ChannelOperand] &Tag<O> => Way<O::Handle, O::Direction>;
    [T] Tag<T> => Way<T, Stranger>;
}

/// What the macros go on with in place of a refused operand, so that nothing else is wrong with the
/// case. There is no such value.
pub struct Refusing<T>(Infallible, PhantomData<fn() -> T>);

#[diagnostic::do_not_recommend]
impl<T> ChannelOperand for Refusing<T> {
    type Item = T;
    type Handle = Chan<T>;
    type Direction = Both;

    fn __link(&self) -> Link<'_, T> {
        match self.0 {}
    }
}

impl<T> Way<Chan<T>, Both> {
    /// The operand of a case that receives.
    pub fn __go_receiving<O>(self, operand: &O) -> &O {
        operand
    }

    /// The operand of a case that sends.
    pub fn __go_sending<O>(self, operand: &O) -> &O {
        operand
    }
}

impl<T> Way<Sender<T>, SendOnly> {
    /// No operand of a case that receives.
    pub fn __go_receiving<O>(self, _: &O) -> &Refusing<T> {
        unreachable!("the compiler refuses the case")
    }

    /// The operand of a case that sends.
    pub fn __go_sending<O>(self, operand: &O) -> &O {
        operand
    }
}

impl<T> Way<Receiver<T>, ReceiveOnly> {
    /// The operand of a case that receives.
    pub fn __go_receiving<O>(self, operand: &O) -> &O {
        operand
    }

    /// No operand of a case that sends.
    pub fn __go_sending<O>(self, _: &O) -> &Refusing<T> {
        unreachable!("the compiler refuses the case")
    }
}

impl<T> Way<T, Stranger> {
    /// No operand of a case that receives.
    pub fn __go_receiving<O, I>(self, _: &O) -> &Refusing<I> {
        unreachable!("the compiler refuses the case")
    }

    /// No operand of a case that sends.
    pub fn __go_sending<O, I>(self, _: &O) -> &Refusing<I> {
        unreachable!("the compiler refuses the case")
    }
}
