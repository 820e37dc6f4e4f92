//! What may be the channel of a case: a handle, a reference to one, or an `Option` of either, where
//! `None` is nil, in the case's direction.

use super::case::{RecvCase, SendCase, recv_case, send_case};
use crate::chan::operand::{CanReceive, CanSend, ChannelOperand};

/// What a case can receive from: [`Chan`](crate::Chan), [`Receiver`](crate::Receiver), references
/// to them, and `Option`s of those, where `None` is nil.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot receive from non-channel `{Self}`",
    label = "not a channel that can be received from",
    note = "a case receives from a `Chan` or a `Receiver`, or from an `Option` of one, where `None` is never ready"
)]
pub trait Receives: ChannelOperand<Direction: CanReceive> {
    /// A case of the macro's.
    #[doc(hidden)]
    fn __go_case(&self) -> RecvCase<&Self> {
        recv_case(self)
    }
}

#[diagnostic::do_not_recommend]
impl<O: ChannelOperand<Direction: CanReceive> + ?Sized> Receives for O {}

/// What a case can send to: [`Chan`](crate::Chan), [`Sender`](crate::Sender), references to them,
/// and `Option`s of those, where `None` is nil.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot send to non-channel `{Self}`",
    label = "not a channel that can be sent to",
    note = "a case sends to a `Chan` or a `Sender`, or to an `Option` of one, where `None` is never ready"
)]
pub trait Sends: ChannelOperand<Direction: CanSend> {
    /// Never called: gives the type of a case's value.
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

#[diagnostic::do_not_recommend]
impl<O: ChannelOperand<Direction: CanSend> + ?Sized> Sends for O {}
