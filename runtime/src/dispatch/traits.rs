//! The traits that generated code imports once per body; none of them has a name there.

pub use super::again::ElseOnce as _;
pub use super::call::{ElsePlain as _, ElseUnbegun as _, Hold as _};
pub use super::capture::{
    Capture as _, ElseMoved as _, ElseOwned as _, Open as _, PreferCopied as _, PreferCopy as _, PreferLent as _,
    PreferShared as _,
};
pub use super::direction::{
    ElseRightWay as _, PreferReceives as _, PreferRecvOnly as _, PreferSendOnly as _, PreferSends as _,
    PreferWrongWay as _, ReceiveFromSender as _, SendOnReceiver as _,
};
pub use super::for_loop::{ElseIter as _, For as _, PreferRange as _, PreferStream as _};
pub use super::holding::{ElseHoldsNothing as _, PreferHolds as _};
pub use super::places::{
    ElseParts as _, Places as _, WholeHandle as _, WholeSeenThrough as _, WholeWithDestructor as _,
};
pub use super::range::{ElseOther as _, PreferChannel as _, PreferNumber as _};
pub use super::refusal::{
    ElseBorrowed as _, ElseGoes as _, ElseNoHandle as _, PreferElements as _, PreferHandle as _, PreferLendable as _,
    PreferStays as _,
};
pub use super::vet::{BarrierWait as _, ElseSilent as _, MpscReceive as _, ThreadJoin as _, WaitGroupAdd as _};
pub use super::waiting::{
    ElseNoHandleToJoin as _, ElseNoWait as _, PreferFuture as _, PreferJoinable as _, PreferWaitable as _,
};
pub use super::zero::{ElseNoZero as _, Itself as _, PreferZero as _, Zero as _};
