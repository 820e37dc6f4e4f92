//! A variable of which a goroutine uses only fields (`m.quit`, `m.out`): its fields are captured
//! one by one, as the places they are, unless the variable itself is a handle, has a destructor, or
//! is seen through.
//!
//! ```text
//! let m = {
//!     struct Parts<A, B> { quit: A, out: B }
//!     let (tag, parts) = (…, tag());                           // the types of `m`, and of the parts
//!     let kind = (&&&&tag).__go_places();
//!     if kind.__go_is_whole() {
//!         kind.__go_may_be_whole();
//!         kind.__go_whole(&parts, CAPTURE(m))
//!     } else {
//!         kind.__go_may_be_parts();
//!         kind.__go_parts(&parts, Parts { quit: CAPTURE(m.quit), out: CAPTURE(m.out) })
//!     }
//! };
//! ```
//!
//! What the goroutine then calls `m` is either the variable or its parts, and `m.out` is right for
//! both. As in [`capture`](super::capture), one of the branches is unreachable, and the compiler
//! sees it.

use std::convert::Infallible;
use std::ops::Deref;

use super::Tag;
use super::ladder::{Way, ladder};
use crate::share::Share;

/// The way of a variable that is captured whole.
pub struct Whole;

/// The way of a variable that is captured by its fields.
pub struct Parts;

// In this order: a handle is shared as it is; what is seen through has no fields of its own; a type
// with a destructor keeps its fields.
ladder! {
    /// Whether a variable is captured whole.
    pub trait PlacesChoice: __go_places;
    [T: Share] &&&Tag<T> => Way<T, Whole>;
    [T: Deref] &&Tag<T> => Way<T, Whole>;
    #[allow(drop_bounds, reason = "a field of a type with a destructor cannot be moved out of it")]
    [T: Drop] &Tag<T> => Way<T, Whole>;
    [T] Tag<T> => Way<T, Parts>;
}

/// What both kinds offer; one of the two ways is unreachable.
pub trait Places {
    /// The type of the variable.
    type Value;
    /// What the goroutine holds.
    type Held<P>;
    /// Uninhabited where the variable is captured by its fields.
    type MayBeWhole;
    /// Uninhabited where the variable is captured whole.
    type MayBeParts;

    /// Whether the variable is captured whole.
    fn __go_is_whole(&self) -> bool;
    /// Returns only where the variable is captured whole.
    fn __go_may_be_whole(&self) -> Self::MayBeWhole;
    /// Returns only where the variable is captured by its fields.
    fn __go_may_be_parts(&self) -> Self::MayBeParts;
    /// The captured variable.
    fn __go_whole<P>(&self, parts: &Tag<P>, value: Self::Value) -> Self::Held<P>;
    /// The captured fields.
    fn __go_parts<P>(&self, parts: &Tag<P>, value: P) -> Self::Held<P>;
}

impl<T> Places for Way<T, Whole> {
    type Value = T;
    type Held<P> = T;
    type MayBeWhole = ();
    type MayBeParts = Infallible;

    fn __go_is_whole(&self) -> bool {
        true
    }

    fn __go_may_be_whole(&self) {}

    fn __go_may_be_parts(&self) -> Infallible {
        unreachable!("the variable is captured whole")
    }

    fn __go_whole<P>(&self, _: &Tag<P>, value: T) -> T {
        value
    }

    fn __go_parts<P>(&self, _: &Tag<P>, _: P) -> T {
        unreachable!("the variable is captured whole")
    }
}

impl<T> Places for Way<T, Parts> {
    type Value = T;
    type Held<P> = P;
    type MayBeWhole = Infallible;
    type MayBeParts = ();

    fn __go_is_whole(&self) -> bool {
        false
    }

    fn __go_may_be_whole(&self) -> Infallible {
        unreachable!("the variable is captured by its fields")
    }

    fn __go_may_be_parts(&self) {}

    fn __go_whole<P>(&self, _: &Tag<P>, _: T) -> P {
        unreachable!("the variable is captured by its fields")
    }

    fn __go_parts<P>(&self, _: &Tag<P>, value: P) -> P {
        value
    }
}
