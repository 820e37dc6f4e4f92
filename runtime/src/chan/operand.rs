//! What a program may write where a channel is meant: a handle, a reference to one, or, where nil
//! has a meaning, an `Option` of either.
//!
//! All of the language that takes a channel takes one of these two:
//!
//! | | `for`, `range`, `<-c`, `c <- v`, `close(c)`, an argument for `chan<- T` | a case of `select!` |
//! |---|---|---|
//! | trait | [`Channel`] | [`ChannelOperand`] |
//! | `Chan<T>`, `Sender<T>`, `Receiver<T>` | yes | yes |
//! | `&C`, `&mut C`, `Box<C>`, `Arc<C>`, `Rc<C>` | yes | yes |
//! | `Option<C>` | no: a loop runs over it as an iterator | yes: `None` is nil, and never ready |
//!
//! Which way the channel goes is an associated type, so that "no channel" and "the wrong direction"
//! are two questions with an error each. What there is to do with a channel is done through its
//! [`Link`], which is the same for all of them.

use std::rc::Rc;
use std::sync;

use super::core::{Core, RECEIVES, SENDS};
use super::handle::{Chan, Receiver, Sender, acquired};
use super::recv::Recv;
use super::send::Send;
use crate::primitives::Arc;

/// The direction of a [`Chan`].
pub struct Both;

/// The direction of a [`Sender`].
pub struct SendOnly;

/// The direction of a [`Receiver`].
pub struct ReceiveOnly;

/// A direction in which a program can receive.
#[diagnostic::on_unimplemented(message = "cannot receive from a channel that is `{Self}`")]
pub trait CanReceive {}

/// A direction in which a program can send, and close.
#[diagnostic::on_unimplemented(message = "cannot send to a channel that is `{Self}`")]
pub trait CanSend {}

impl CanReceive for Both {}
impl CanReceive for ReceiveOnly {}
impl CanSend for Both {}
impl CanSend for SendOnly {}

/// A channel, or an `Option` of one.
#[doc(hidden)]
pub trait ChannelOperand {
    /// What it carries.
    type Item;
    /// Its handle, without references and `Option`s.
    type Handle;
    /// Which way it goes.
    type Direction;

    /// The channel.
    fn __link(&self) -> Link<'_, Self::Item>;
}

/// A channel.
#[doc(hidden)]
pub trait Channel: ChannelOperand {
    /// The handle.
    fn __go_handle(&self) -> &Self::Handle;
}

macro_rules! handles {
    ($($Handle:ident is $Direction:ident;)*) => { $(
        impl<T> ChannelOperand for $Handle<T> {
            type Item = T;
            type Handle = $Handle<T>;
            type Direction = $Direction;

            #[inline]
            fn __link(&self) -> Link<'_, T> {
                Link(self.core())
            }
        }

        impl<T> Channel for $Handle<T> {
            fn __go_handle(&self) -> &$Handle<T> {
                self
            }
        }
    )* };
}

handles! { Chan is Both; Sender is SendOnly; Receiver is ReceiveOnly; }

macro_rules! through_references {
    ($($Reference:ty)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<C: ChannelOperand + ?Sized> ChannelOperand for $Reference {
            type Item = C::Item;
            type Handle = C::Handle;
            type Direction = C::Direction;

            #[inline]
            fn __link(&self) -> Link<'_, C::Item> {
                (**self).__link()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<C: Channel + ?Sized> Channel for $Reference {
            fn __go_handle(&self) -> &C::Handle {
                (**self).__go_handle()
            }
        }
    )* };
}

through_references! { &C &mut C Box<C> sync::Arc<C> Rc<C> }

/// `None` is nil.
#[diagnostic::do_not_recommend]
impl<C: ChannelOperand> ChannelOperand for Option<C> {
    type Item = C::Item;
    type Handle = C::Handle;
    type Direction = C::Direction;

    fn __link(&self) -> Link<'_, C::Item> {
        self.as_ref().map_or(Link(None), C::__link)
    }
}

/// The channel behind an operand; opaque.
#[doc(hidden)]
pub struct Link<'a, T>(pub(crate) Option<&'a Arc<Core<T>>>);

// The direction is checked where the operand's type is.
impl<'a, T> Link<'a, T> {
    /// Receives.
    #[inline]
    #[track_caller]
    pub(crate) fn recv(self) -> Recv<'a, T> {
        Recv::new(self.0)
    }

    /// Sends `value`.
    #[inline]
    #[track_caller]
    pub(crate) fn send(self, value: T) -> Send<'a, T> {
        Send::new(self.0, value)
    }

    /// Closes the channel.
    #[track_caller]
    pub(crate) fn close(self) {
        let Some(core) = self.0 else { panic!("close of nil channel") };
        assert!(core.close(), "close of closed channel");
    }

    /// Another handle, of both directions.
    pub(crate) fn chan(self) -> Chan<T> {
        Chan::over(acquired(self.0, SENDS + RECEIVES))
    }

    /// Another handle, which can send.
    pub(crate) fn sender(self) -> Sender<T> {
        Sender::over(acquired(self.0, SENDS))
    }

    /// Another handle, which can receive.
    pub(crate) fn receiver(self) -> Receiver<T> {
        Receiver::over(acquired(self.0, RECEIVES))
    }
}

impl<T> std::fmt::Debug for Link<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Link").field(&self.0.is_some()).finish()
    }
}
