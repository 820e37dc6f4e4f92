//! What a goroutine takes along: a handle is cloned, a reference to a handle lends the goroutine a
//! clone of its own, and everything else is moved.
//!
//! In the goroutine that says `go!`:
//!
//! ```text
//! let slot = {
//!     let tag = …;                                              // as for a call
//!     let kind = (&&&&tag).__go_capture();
//!     if kind.__go_shares() {
//!         kind.__go_may_share();
//!         kind.__go_share(&place)
//!     } else {
//!         kind.__go_may_move();
//!         kind.__go_own(place)
//!     }
//! };
//! ```
//!
//! `__go_may_move` never returns for a handle, so the move behind it is unreachable and the borrow
//! checker lets the original be used again; `__go_may_share` never returns for anything else, so
//! that a value which is gone is said to be used, not borrowed. Inside the new goroutine the
//! [`slot`](super::slot) is opened.
//!
//! In a sync closure capture analysis does not look at reachability, so there the moving branch is
//! not emitted at all, and [`ShareOrCopy`](super::refusal::ShareOrCopy) says what may be captured.

use std::convert::Infallible;

use super::Tag;
use super::ladder::{Allowed, Answer, Refused, Way, ladder};
use super::slot::{Give, Lend};
use crate::share::Share;

/// The tag of the type of `place`, which is borrowed only for the call.
pub fn tag_of<T>(_place: &T) -> Tag<T> {
    Tag::answer()
}

/// The goroutine's own clone of what is known to be a handle.
#[inline(always)]
pub fn shared<T: Share>(handle: &T) -> T {
    handle.clone()
}

/// What is known to change owner.
#[inline(always)]
pub fn moved<T>(value: T) -> T {
    value
}

/// The way of a reference to a handle.
pub struct Lent;

/// The way of a handle.
pub struct Shared;

/// The way of a `Copy` value that is no handle.
pub struct Copied;

/// The way of everything else.
pub struct Owned;

ladder! {
    /// How a goroutine takes a variable along.
    pub trait CaptureChoice: __go_capture;
    ['a, T: Share] &&&Tag<&'a T> => Way<&'a T, Lent>;
    [T: Share] &&Tag<T> => Way<T, Shared>;
    [T: Copy] &Tag<T> => Way<T, Copied>;
    [T] Tag<T> => Way<T, Owned>;
}

/// What all kinds of capture offer; on a handle the move is unreachable.
pub trait Capture {
    /// The type of the place.
    type Value;
    /// What the goroutine holds.
    type Slot;
    /// The type of what it holds.
    type Carried;

    /// The tag of that type.
    fn __go_carried(&self) -> Tag<Self::Carried> {
        Tag::answer()
    }
    /// Uninhabited where the place must not be moved.
    type MayMove;
    /// Whether a plain closure may be left as it is.
    type Stays;

    /// The same, as the argument of a refusal.
    fn __go_stays(&self) -> Way<Self::Value, Self::Stays> {
        Way::new()
    }

    /// Uninhabited where the place is not shared.
    type MayShare;

    /// Whether the place is shared rather than moved.
    fn __go_shares(&self) -> bool;
    /// Returns only where the place is shared.
    fn __go_may_share(&self) -> Self::MayShare;
    /// The goroutine's own handle.
    fn __go_share(&self, value: &Self::Value) -> Self::Slot;
    /// Returns only where the place is moved.
    fn __go_may_move(&self) -> Self::MayMove;
    /// The moved value.
    fn __go_own(&self, value: Self::Value) -> Self::Slot;
}

impl<'a, T: Share> Capture for Way<&'a T, Lent> {
    type Value = &'a T;
    type Slot = Lend<T>;
    type Carried = T;
    type MayMove = Infallible;
    type Stays = Allowed;
    type MayShare = ();

    fn __go_shares(&self) -> bool {
        true
    }

    fn __go_may_share(&self) {}

    fn __go_share(&self, value: &&'a T) -> Lend<T> {
        Lend::__go_of(T::clone(value))
    }

    fn __go_may_move(&self) -> Infallible {
        unreachable!("a lent handle is cloned")
    }

    fn __go_own(&self, value: &'a T) -> Lend<T> {
        Lend::__go_of(value.clone())
    }
}

impl<T: Share> Capture for Way<T, Shared> {
    type Value = T;
    type Slot = Give<T>;
    type Carried = T;
    type MayMove = Infallible;
    type Stays = Allowed;
    type MayShare = ();

    fn __go_shares(&self) -> bool {
        true
    }

    fn __go_may_share(&self) {}

    fn __go_share(&self, value: &T) -> Give<T> {
        Give::__go_of(value.clone())
    }

    fn __go_may_move(&self) -> Infallible {
        unreachable!("a handle is cloned")
    }

    fn __go_own(&self, value: T) -> Give<T> {
        Give::__go_of(value)
    }
}

impl<T: Copy> Capture for Way<T, Copied> {
    type Value = T;
    type Slot = Give<T>;
    type Carried = T;
    type MayMove = ();
    type Stays = Allowed;
    type MayShare = ();

    fn __go_shares(&self) -> bool {
        true
    }

    fn __go_may_share(&self) {}

    fn __go_share(&self, value: &T) -> Give<T> {
        Give::__go_of(*value)
    }

    fn __go_may_move(&self) {}

    fn __go_own(&self, value: T) -> Give<T> {
        Give::__go_of(value)
    }
}

impl<T> Capture for Way<T, Owned> {
    type Value = T;
    type Slot = Give<T>;
    type Carried = T;
    type MayMove = ();
    type Stays = Refused;
    type MayShare = Infallible;

    fn __go_shares(&self) -> bool {
        false
    }

    fn __go_may_share(&self) -> Infallible {
        unreachable!("the value is moved")
    }

    fn __go_share(&self, _: &T) -> Give<T> {
        unreachable!("the value is moved")
    }

    fn __go_may_move(&self) {}

    fn __go_own(&self, value: T) -> Give<T> {
        Give::__go_of(value)
    }
}

ladder! {
    /// How an assignment inside `go!` changes a variable: it would change a copy of one that is
    /// `Copy`, which is refused; one that was moved, or a handle, is the goroutine's own.
    pub trait AssignChoice: __go_assign;
    [T: Copy] &Tag<T> => Way<T, Refused>;
    [T] Tag<T> => Way<T, Allowed>;
}
