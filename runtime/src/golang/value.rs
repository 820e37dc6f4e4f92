//! Values in Go's sense: what is assigned, sent, returned or put into a struct is copied, and stays
//! where it was.
//!
//! That holds for handles (which are shared), for strings, and for the structs that a Go-looking
//! block declares; everything else moves, as everywhere in Rust. The shape is that of the capture
//! of a variable: the branch that is not taken is unreachable.

use std::convert::Infallible;
use std::marker::PhantomData;

use crate::chan::{Receiver, Sender};
use crate::dispatch::{Tag, tag};
use crate::share::Share;

/// A type whose values are copied where Go's spelling uses them.
pub trait GoValue: Clone {}

impl<T: Share> GoValue for T {}
impl GoValue for String {}
impl<T> GoValue for Sender<T> {}
impl<T> GoValue for Receiver<T> {}

/// A type that Go's `go` and `func` share though it is no handle in Rust's sense: the halves of a
/// channel, strings, structs of Go's whose fields are never assigned to.
pub trait GoShared: Clone {}

impl GoShared for String {}
impl<T> GoShared for Sender<T> {}
impl<T> GoShared for Receiver<T> {}

/// The kind of a value that is copied.
pub struct Copies<T>(PhantomData<fn() -> T>);

/// The kind of a value that moves.
pub struct Moves<T>(PhantomData<fn() -> T>);

/// First choice: a value in Go's sense.
pub trait PreferCopies {
    /// The kind of the value.
    type Kind;

    /// The kind of the value.
    fn __go_value_kind(&self) -> Self::Kind;
}

impl<T: GoValue> PreferCopies for &Tag<T> {
    type Kind = Copies<T>;

    fn __go_value_kind(&self) -> Copies<T> {
        Copies(PhantomData)
    }
}

/// Second choice: anything else.
pub trait ElseMoves {
    /// The kind of the value.
    type Kind;

    /// The kind of the value.
    fn __go_value_kind(&self) -> Self::Kind;
}

impl<T> ElseMoves for Tag<T> {
    type Kind = Moves<T>;

    fn __go_value_kind(&self) -> Moves<T> {
        Moves(PhantomData)
    }
}

/// What both kinds offer; the branch that is not taken is unreachable.
pub trait ValueKind {
    /// The type of the value.
    type Value;
    /// Uninhabited where the value is not copied.
    type MayCopy;
    /// Uninhabited where it must not be moved.
    type MayMove;

    /// Whether the value is copied.
    fn __go_copies(&self) -> bool;
    /// Returns only where the value is copied.
    fn __go_may_copy(&self) -> Self::MayCopy;
    /// Returns only where the value is moved.
    fn __go_may_move(&self) -> Self::MayMove;
    /// A copy.
    fn __go_copy(&self, value: &Self::Value) -> Self::Value;
    /// The value itself.
    fn __go_own(&self, value: Self::Value) -> Self::Value {
        value
    }
}

impl<T: GoValue> ValueKind for Copies<T> {
    type Value = T;
    type MayCopy = ();
    type MayMove = Infallible;

    fn __go_copies(&self) -> bool {
        true
    }

    fn __go_may_copy(&self) {}

    fn __go_may_move(&self) -> Infallible {
        unreachable!("the value is copied")
    }

    fn __go_copy(&self, value: &T) -> T {
        value.clone()
    }
}

impl<T> ValueKind for Moves<T> {
    type Value = T;
    type MayCopy = Infallible;
    type MayMove = ();

    fn __go_copies(&self) -> bool {
        false
    }

    fn __go_may_copy(&self) -> Infallible {
        unreachable!("the value is moved")
    }

    fn __go_may_move(&self) {}

    fn __go_copy(&self, _: &T) -> T {
        unreachable!("the value is moved")
    }
}

/// First choice of a capture in Go's spelling, `(&&&tag).__go_golang()`: a reference to what Go
/// shares, as a method's receiver is.
pub trait PreferGoLent {
    /// What tells the kind of the capture.
    type Tag;

    /// What tells the kind of the capture.
    fn __go_golang(&self) -> Self::Tag;
}

impl<'a, T: GoShared> PreferGoLent for &&Tag<&'a T> {
    type Tag = GoLentTag<'a, T>;

    fn __go_golang(&self) -> GoLentTag<'a, T> {
        GoLentTag(PhantomData)
    }
}

/// The tag of a reference to what Go's spelling shares.
pub struct GoLentTag<'a, T>(PhantomData<fn() -> &'a T>);

impl<'a, T: GoShared> GoLentTag<'a, T> {
    /// The kind of the capture.
    pub fn __go_capture(&self) -> GoLend<'a, T> {
        GoLend(PhantomData)
    }

    /// A goroutine may have it.
    pub fn __go_lendable(&self) -> crate::dispatch::refusal::Way<T, crate::dispatch::refusal::Allowed> {
        crate::dispatch::refusal::Way::new()
    }
}

/// The kind of a reference to what Go's spelling shares: the goroutine has a copy of its own.
pub struct GoLend<'a, T>(PhantomData<fn() -> &'a T>);

impl<'a, T: GoShared> crate::dispatch::capture::Capture for GoLend<'a, T> {
    type Value = &'a T;
    type Slot = crate::dispatch::capture::Lend<T>;
    type Carried = T;
    type MayMove = Infallible;
    type Stays = crate::dispatch::refusal::Allowed;
    type MayShare = ();

    fn __go_shares(&self) -> bool {
        true
    }

    fn __go_may_share(&self) {}

    fn __go_share(&self, value: &&'a T) -> Self::Slot {
        crate::dispatch::capture::Lend::__go_of(T::clone(value))
    }

    fn __go_may_move(&self) -> Infallible {
        unreachable!("what is lent is copied")
    }

    fn __go_own(&self, value: &'a T) -> Self::Slot {
        crate::dispatch::capture::Lend::__go_of(value.clone())
    }
}

/// Second choice, before those of [`capture`](crate::dispatch::capture). A step of its own: as one
/// more choice of theirs, resolution would borrow once more to reach it in Rust's spelling too.
pub trait PreferGoShared {
    /// What tells the kind of the capture.
    type Tag;

    /// What tells the kind of the capture.
    fn __go_golang(&self) -> Self::Tag;
}

impl<T: GoShared> PreferGoShared for &Tag<T> {
    type Tag = GoSharedTag<T>;

    fn __go_golang(&self) -> GoSharedTag<T> {
        GoSharedTag(PhantomData)
    }
}

/// Last choice: what Rust's spelling does.
pub trait ElseAsRust: Sized {
    /// The same tag.
    fn __go_golang(&self) -> Self;
}

impl<T> ElseAsRust for Tag<T> {
    fn __go_golang(&self) -> Tag<T> {
        tag()
    }
}

/// The tag of a type that Go's spelling shares.
pub struct GoSharedTag<T>(PhantomData<fn() -> T>);

impl<T: GoShared> GoSharedTag<T> {
    /// The kind of the capture.
    pub fn __go_capture(&self) -> GoShare<T> {
        GoShare(PhantomData)
    }
}

/// The kind of what Go's spelling shares.
pub struct GoShare<T>(PhantomData<fn() -> T>);

impl<T: GoShared> crate::dispatch::capture::Capture for GoShare<T> {
    type Value = T;
    type Slot = crate::dispatch::capture::Give<T>;
    type Carried = T;
    type MayMove = Infallible;
    type Stays = crate::dispatch::refusal::Allowed;
    type MayShare = ();

    fn __go_shares(&self) -> bool {
        true
    }

    fn __go_may_share(&self) {}

    fn __go_share(&self, value: &T) -> Self::Slot {
        crate::dispatch::capture::Give::__go_of(value.clone())
    }

    fn __go_may_move(&self) -> Infallible {
        unreachable!("the value is copied")
    }

    fn __go_own(&self, value: T) -> Self::Slot {
        crate::dispatch::capture::Give::__go_of(value)
    }
}
