//! Values in Go's sense: what is assigned, sent, returned or put into a struct is copied, and stays
//! where it was.
//!
//! That holds for handles (which are shared), for strings, and for the structs that a Go-looking
//! block declares; everything else moves, as everywhere in Rust. The shape is that of the capture
//! of a variable: the branch that is not taken is unreachable.

use std::convert::Infallible;

use crate::chan::{Receiver, Sender};
use crate::dispatch::Tag;
use crate::dispatch::capture::Capture;
use crate::dispatch::ladder::{Allowed, Way, ladder};
use crate::dispatch::slot::{Give, Lend};
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

/// The way of a value that is copied.
pub struct Copies;

/// The way of a value that moves.
pub struct Moves;

ladder! {
    /// Whether a value is copied where Go's spelling uses it.
    pub trait ValueChoice: __go_value_kind;
    [T: GoValue] &Tag<T> => Way<T, Copies>;
    [T] Tag<T> => Way<T, Moves>;
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

impl<T: GoValue> ValueKind for Way<T, Copies> {
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

impl<T> ValueKind for Way<T, Moves> {
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

// A step of its own, before that of `dispatch/capture.rs`: as more rungs of that ladder, resolution
// would borrow once more to reach them in Rust's spelling too.
ladder! {
    /// What a capture in Go's spelling asks first: whether Go shares the variable, or what it
    /// refers to, as a method's receiver does. If not, Rust's spelling decides.
    pub trait GoChoice: __go_golang;
    ['a, T: GoShared] &&Tag<&'a T> => Way<&'a T, GoLent>;
    [T: GoShared] &Tag<T> => Way<T, GoOwn>;
    [T] Tag<T> => Tag<T>;
}

/// The way of a reference to what Go's spelling shares: the goroutine has a copy of its own.
pub struct GoLent;

/// The way of what Go's spelling shares.
pub struct GoOwn;

impl<T: GoShared> Way<&T, GoLent> {
    /// How the reference is captured.
    pub fn __go_capture(&self) -> Self {
        Way::new()
    }

    /// A goroutine may have it.
    pub fn __go_lendable(&self) -> Way<T, Allowed> {
        Way::new()
    }
}

impl<T: GoShared> Way<T, GoOwn> {
    /// How the variable is captured.
    pub fn __go_capture(&self) -> Self {
        Way::new()
    }
}

impl<'a, T: GoShared> Capture for Way<&'a T, GoLent> {
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
        unreachable!("what is lent is copied")
    }

    fn __go_own(&self, value: &'a T) -> Lend<T> {
        Lend::__go_of(value.clone())
    }
}

impl<T: GoShared> Capture for Way<T, GoOwn> {
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
        unreachable!("the value is copied")
    }

    fn __go_own(&self, value: T) -> Give<T> {
        Give::__go_of(value)
    }
}
