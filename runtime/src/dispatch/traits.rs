//! The traits that generated code imports once per body; none of them has a name there.

pub use super::again::ElseOnce as _;
pub use super::call::{ElsePlain as _, ElseUnbegun as _, Hold as _};
pub use super::capture::{AssignChoice as _, Capture as _, CaptureChoice as _};
pub use super::direction::{
    CallChoice as _, OperandChoice as _, RangeChoice as _, ReceiveFromSender as _, SendOnReceiver as _,
};
pub use super::for_loop::{For as _, LoopChoice as _};
pub use super::holding::HeldChoice as _;
pub use super::places::{Places as _, PlacesChoice as _};
pub use super::range::RangesChoice as _;
pub use super::refusal::{GoesChoice as _, HandleChoice as _, LendChoice as _};
pub use super::vet::{BarrierWait as _, ElseSilent as _, MpscReceive as _, ThreadJoin as _, WaitGroupAdd as _};
pub use super::waiting::{JoinChoice as _, WaitChoice as _};
pub use super::zero::{Itself as _, Zero as _, ZeroChoice as _};
