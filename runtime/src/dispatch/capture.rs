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
//! that a value which is gone is said to be used, not borrowed. Inside the new goroutine a slot is
//! [`Open`]ed: it is the value itself, or for a lent handle a reference to it.
//!
//! In a sync closure capture analysis does not look at reachability, so there the moving branch is
//! not emitted at all, and [`ShareOrCopy`](super::refusal::ShareOrCopy) says what may be captured.

use std::convert::Infallible;
use std::marker::PhantomData;

use super::Tag;
use super::refusal::{Allowed, Refused, Way};
use crate::share::Share;

/// The tag of the type of `place`, which is borrowed only for the call.
pub fn tag_of<T>(_place: &T) -> Tag<T> {
    Tag(PhantomData)
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

/// The kind of a reference to a handle.
pub struct Lent<'a, T>(PhantomData<fn() -> &'a T>);

/// The kind of a handle.
pub struct Shared<T>(PhantomData<fn() -> T>);

/// The kind of a `Copy` value that is no handle.
pub struct Copied<T>(PhantomData<fn() -> T>);

/// The kind of everything else.
pub struct Owned<T>(PhantomData<fn() -> T>);

/// First choice: a reference to a handle.
pub trait PreferLent {
    /// The kind of the capture.
    type Kind;

    /// The kind of the capture.
    fn __go_capture(&self) -> Self::Kind;
}

impl<'a, T: Share> PreferLent for &&&Tag<&'a T> {
    type Kind = Lent<'a, T>;

    fn __go_capture(&self) -> Lent<'a, T> {
        Lent(PhantomData)
    }
}

/// Second choice: a handle.
pub trait PreferShared {
    /// The kind of the capture.
    type Kind;

    /// The kind of the capture.
    fn __go_capture(&self) -> Self::Kind;
}

impl<T: Share> PreferShared for &&Tag<T> {
    type Kind = Shared<T>;

    fn __go_capture(&self) -> Shared<T> {
        Shared(PhantomData)
    }
}

/// Third choice: a `Copy` value.
pub trait PreferCopied {
    /// The kind of the capture.
    type Kind;

    /// The kind of the capture.
    fn __go_capture(&self) -> Self::Kind;
}

impl<T: Copy> PreferCopied for &Tag<T> {
    type Kind = Copied<T>;

    fn __go_capture(&self) -> Copied<T> {
        Copied(PhantomData)
    }
}

/// Last choice: a value that changes owner.
pub trait ElseOwned {
    /// The kind of the capture.
    type Kind;

    /// The kind of the capture.
    fn __go_capture(&self) -> Self::Kind;
}

impl<T> ElseOwned for Tag<T> {
    type Kind = Owned<T>;

    fn __go_capture(&self) -> Owned<T> {
        Owned(PhantomData)
    }
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
        Tag(PhantomData)
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

impl<'a, T: Share> Capture for Lent<'a, T> {
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
        Lend(T::clone(value))
    }

    fn __go_may_move(&self) -> Infallible {
        unreachable!("a lent handle is cloned")
    }

    fn __go_own(&self, value: &'a T) -> Lend<T> {
        Lend(value.clone())
    }
}

impl<T: Share> Capture for Shared<T> {
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
        Give(value.clone())
    }

    fn __go_may_move(&self) -> Infallible {
        unreachable!("a handle is cloned")
    }

    fn __go_own(&self, value: T) -> Give<T> {
        Give(value)
    }
}

impl<T: Copy> Capture for Copied<T> {
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
        Give(*value)
    }

    fn __go_may_move(&self) {}

    fn __go_own(&self, value: T) -> Give<T> {
        Give(value)
    }
}

impl<T> Capture for Owned<T> {
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
        Give(value)
    }
}

/// A lent handle: the goroutine's own clone, seen through a reference.
#[derive(Clone)]
pub struct Lend<T>(T);

/// A value that is the goroutine's own.
#[derive(Clone)]
pub struct Give<T>(T);

impl<T> Lend<T> {
    /// Takes the goroutine's own copy along.
    pub fn __go_of(value: T) -> Self {
        Lend(value)
    }

    /// The handle, for each call of a function value.
    pub fn __go_see(&self) -> &T {
        &self.0
    }
}

impl<T> Give<T> {
    /// The value, for each call of a function value.
    pub fn __go_see(&self) -> &T {
        &self.0
    }
}

/// How a slot looks inside the goroutine.
pub trait Open {
    /// A reference for a lent handle, the value for everything else.
    type Opened<'a>
    where
        Self: 'a;
    /// Uninhabited where there is nothing to borrow.
    type MayLend;
    /// Uninhabited where the value must stay where it is.
    type MayGive;

    /// Whether a reference is handed out.
    fn __go_lends() -> bool;
    /// Returns only for a lent handle.
    fn __go_may_lend() -> Self::MayLend;
    /// Returns only for a value of the goroutine's own.
    fn __go_may_give() -> Self::MayGive;
    /// The reference.
    fn __go_lend(&self) -> Self::Opened<'_>;
    /// The value.
    fn __go_give<'a>(self) -> Self::Opened<'a>
    where
        Self: 'a;
}

impl<T> Open for Lend<T> {
    type Opened<'a>
        = &'a T
    where
        T: 'a;
    type MayLend = ();
    type MayGive = Infallible;

    fn __go_lends() -> bool {
        true
    }

    fn __go_may_lend() {}

    fn __go_may_give() -> Infallible {
        unreachable!("a lent handle stays in its slot")
    }

    fn __go_lend(&self) -> &T {
        &self.0
    }

    fn __go_give<'a>(self) -> &'a T
    where
        T: 'a,
    {
        unreachable!("a lent handle stays in its slot")
    }
}

impl<T> Open for Give<T> {
    type Opened<'a>
        = T
    where
        T: 'a;
    type MayLend = Infallible;
    type MayGive = ();

    fn __go_lends() -> bool {
        false
    }

    fn __go_may_lend() -> Infallible {
        unreachable!("an owned value is given")
    }

    fn __go_may_give() {}

    fn __go_lend(&self) -> T {
        unreachable!("an owned value is given")
    }

    fn __go_give<'a>(self) -> T
    where
        T: 'a,
    {
        self.0
    }
}

impl<T> Give<T> {
    /// Takes `value` along as it is: `go!(move …)`.
    pub fn __go_of(value: T) -> Self {
        Give(value)
    }

    /// The value: what the macro binds where a variable is used inside a `go!` block.
    pub fn __go_into(self) -> T {
        self.0
    }
}

/// The tag of a slot is found as for a call; these read it.
pub fn lends<S: Open>(_slot: &Tag<S>) -> bool {
    S::__go_lends()
}

/// Returns only for a lent handle.
pub fn may_lend<S: Open>(_slot: &Tag<S>) -> S::MayLend {
    S::__go_may_lend()
}

/// Returns only for a value of the goroutine's own.
pub fn may_give<S: Open>(_slot: &Tag<S>) -> S::MayGive {
    S::__go_may_give()
}

/// The reference to a lent handle.
pub fn lend<S: Open>(slot: &S) -> S::Opened<'_> {
    slot.__go_lend()
}

/// The goroutine's own value.
pub fn give<'a, S: Open + 'a>(slot: S) -> S::Opened<'a> {
    slot.__go_give()
}

/// First choice: the variable's type is `Copy`, so that an assignment inside `go!` would change a
/// copy.
pub trait PreferCopy {
    /// The type of the variable.
    type Value;

    /// How an assignment changes the variable.
    fn __go_assign(&self) -> Way<Self::Value, Refused> {
        Way::new()
    }
}

impl<T: Copy> PreferCopy for &Tag<T> {
    type Value = T;
}

/// Second choice: the variable was moved or is a handle, and is the goroutine's own.
pub trait ElseMoved {
    /// The type of the variable.
    type Value;

    /// How an assignment changes the variable.
    fn __go_assign(&self) -> Way<Self::Value, Allowed> {
        Way::new()
    }
}

impl<T> ElseMoved for Tag<T> {
    type Value = T;
}
