//! What a goroutine holds of a variable that it took along, and how its body sees it: the value
//! itself, or for a lent handle a reference.
//!
//! ```text
//! let x = {
//!     let tag = …;                                              // of the slot, as for a call
//!     if lends(&tag) { may_lend(&tag); lend(&slot) } else { may_give(&tag); give(slot) }
//! };
//! ```
//!
//! As in [`capture`](super::capture), one of the branches is unreachable, and the compiler sees it.

use std::convert::Infallible;

use super::Tag;

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
