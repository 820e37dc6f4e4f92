//! What may stand for the channel of a case: a handle, a reference to one, or an
//! `Option` of either, where `None` is nil.

use super::case::{RecvCase, SendCase, recv_case, send_case};
use crate::chan::{Chan, Core, Receiver, Sender};
use crate::primitives::Arc;

/// The channel behind an operand; opaque.
#[doc(hidden)]
pub struct Link<'a, T>(pub(super) Option<&'a Arc<Core<T>>>);

impl<T> std::fmt::Debug for Link<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Link").field(&self.0.is_some()).finish()
    }
}

/// What a case can receive from: [`Chan`], [`Receiver`], references to them, and
/// `Option`s of those, where `None` is nil.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot receive from non-channel `{Self}`",
    label = "not a channel that can be received from",
    note = "a case receives from a `Chan` or a `Receiver`, or from an `Option` of one, where `None` is never ready"
)]
pub trait Receives {
    /// What is received.
    type Item;

    /// The channel.
    #[doc(hidden)]
    fn __link(&self) -> Link<'_, Self::Item>;

    /// A case of the macro's.
    #[doc(hidden)]
    fn __go_case(&self) -> RecvCase<&Self> {
        recv_case(self)
    }
}

/// What a case can send to: [`Chan`], [`Sender`], references to them, and
/// `Option`s of those, where `None` is nil.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot send to non-channel `{Self}`",
    label = "not a channel that can be sent to",
    note = "a case sends to a `Chan` or a `Sender`, or to an `Option` of one, where `None` is never ready"
)]
pub trait Sends {
    /// What is sent.
    type Item;

    /// The channel.
    #[doc(hidden)]
    fn __link(&self) -> Link<'_, Self::Item>;

    /// Never called: says what type the value of a case has.
    #[doc(hidden)]
    fn __go_item(&self) -> Self::Item {
        unreachable!("guarded by `no()`")
    }

    /// A case of the macro's.
    #[doc(hidden)]
    fn __go_case(&self, value: Self::Item) -> SendCase<&Self> {
        send_case(self, value)
    }
}

macro_rules! operand {
    ($Operand:ident: $($Handle:ident)*) => {
        $(impl<T> $Operand for $Handle<T> {
            type Item = T;

            fn __link(&self) -> Link<'_, T> {
                Link(self.core())
            }
        })*

        impl<O: $Operand> $Operand for Option<O> {
            type Item = O::Item;

            fn __link(&self) -> Link<'_, O::Item> {
                self.as_ref().map_or(Link(None), O::__link)
            }
        }

        impl<O: $Operand + ?Sized> $Operand for &O {
            type Item = O::Item;

            fn __link(&self) -> Link<'_, O::Item> {
                (**self).__link()
            }
        }

        impl<O: $Operand + ?Sized> $Operand for &mut O {
            type Item = O::Item;

            fn __link(&self) -> Link<'_, O::Item> {
                (**self).__link()
            }
        }
    };
}

operand!(Receives: Chan Receiver);
operand!(Sends: Chan Sender);
