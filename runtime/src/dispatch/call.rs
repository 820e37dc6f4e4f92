//! Whether a call waits: it does if it returns a future.
//!
//! A call `f(x)` in goroutine code becomes
//!
//! ```text
//! match f(x).__go_hold().__go_call() {                // a match: the temporaries of `x` live as long as in the plain call
//!     call => {
//!         let output = (if call.waits { call.await } else { call.__go_value() },);
//!         output.0                                    // so that no type is expected of the `if`, and a wrong one is reported once
//!     }
//! }
//! ```
//!
//! and under `&` or `&mut` the field of a tuple, `&(match …,).0`, so that it coerces as the plain
//! call would. Only there: the tuple is a temporary of the statement, and what was moved out of it
//! would count as kept across a later wait.
//!
//! Five points make this about as cheap to compile as a written `.await`:
//!
//! - `__go_hold` is a method and not a function, so that a call of type `!` keeps its type: an
//!   argument would be coerced.
//! - [`Held::__go_call`] is inherent where the value is a future, and a method of [`ElsePlain`]
//!   otherwise: resolution prefers the inherent one where its bound holds, by value, without a
//!   borrow.
//! - Everything between the call and the wait is without a destructor ([`ManuallyDrop`]) and never
//!   borrowed. So the compiler keeps one local per call across the wait, the future itself; a drop
//!   flag or a second local would make the time of a check grow with the cube of a function's
//!   calls.
//! - Of the two branches one alone returns: [`Waits::__go_value`] and the future of a [`Plain`] are
//!   visibly uninhabited. What borrow checking knows of each local is joined where branches
//!   meet, at each call for all locals of the function: with two that return, a function of 400
//!   calls took half as long again to check.
//! - Nothing panics between `__go_hold` and the wait, so nothing is leaked.
//!
//! A call with lints or refusals by its type begins with
//! `if false { let (tag, _) = call.__go_tag(); … }`; the compiler sees that `__go_tag` never
//! returns, and drops what stands behind it after the type check.

use std::convert::Infallible;
use std::future::Future;
use std::mem::ManuallyDrop;
use std::panic::Location;

use super::called::{Boxed, Called};
use super::ladder::{Allowed, Refused, Way};
use super::{Never, Tag, stop};

/// What a call returned.
pub struct Held<T>(ManuallyDrop<T>);

/// The first step of every call.
pub trait Hold: Sized {
    /// Takes what a call returned.
    #[inline(always)]
    fn __go_hold(self) -> Held<Self> {
        Held(ManuallyDrop::new(self))
    }
}

impl<T> Hold for T {}

impl<T: Future> Held<T> {
    /// The value is a future.
    #[inline(always)]
    pub fn __go_call(self) -> Waits<T> {
        Waits { waits: true, future: self.0 }
    }
}

/// The second choice of every call.
pub trait ElsePlain {
    /// What the call returned.
    type Value;

    /// The value is no future.
    fn __go_call(self) -> Plain<Self::Value>;
}

impl<T> ElsePlain for Held<T> {
    type Value = T;

    #[inline(always)]
    fn __go_call(self) -> Plain<T> {
        Plain { waits: false, value: self.0 }
    }
}

/// The handles of what runs already, though they are futures: tokio's and smol's tasks. A call that
/// returns one does not wait for it.
pub trait Begun {}

impl<T, M> Begun for async_task::Task<T, M> {}
impl<T, M> Begun for async_task::FallibleTask<T, M> {}
#[cfg(feature = "net")]
impl<T> Begun for tokio::task::JoinHandle<T> {}

/// Such a handle.
pub struct Handle<T>(ManuallyDrop<T>);

impl<T> Handle<T> {
    /// The same, for the next step, which is the same for all.
    #[inline(always)]
    pub fn __go_hold(self) -> Self {
        self
    }

    /// A handle is a value.
    #[inline(always)]
    pub fn __go_call(self) -> Plain<T> {
        Plain { waits: false, value: self.0 }
    }
}

// The step is taken only where a name says that something may be started.
impl<T: Begun> Held<T> {
    /// The value is a handle.
    #[inline(always)]
    pub fn __go_begun(self) -> Handle<T> {
        Handle(self.0)
    }
}

/// The second choice of that step.
pub trait ElseUnbegun: Sized {
    /// The value is anything else.
    #[inline(always)]
    fn __go_begun(self) -> Unbegun<Self> {
        Unbegun(self)
    }
}

impl<T> ElseUnbegun for Held<T> {}

/// A call that returned anything else than such a handle.
pub struct Unbegun<H>(H);

impl<H> Unbegun<H> {
    /// What the call returned, as it was held.
    #[inline(always)]
    pub fn __go_hold(self) -> H {
        self.0
    }
}

/// A call that returned a future.
pub struct Waits<T> {
    /// That the call waits.
    pub waits: bool,
    future: ManuallyDrop<T>,
}

/// A call that returned anything else.
pub struct Plain<T> {
    /// That the call does not wait.
    pub waits: bool,
    value: ManuallyDrop<T>,
}

// Inherent methods rather than those of a trait: there is nothing to resolve or normalize at each
// call.

impl<T: Future> Waits<T> {
    /// The same in a box, so that a recursive function has a finite size.
    #[inline(always)]
    #[track_caller]
    pub fn __go_boxed(self) -> Called<Boxed<T>> {
        Called::new(Boxed::new(ManuallyDrop::into_inner(self.future)), Location::caller())
    }

    /// Not called, and visibly so: the value is there when the future is ready. A `!` and no
    /// [`Infallible`], so that it is of the type of the other branch.
    pub fn __go_value(self) -> ! {
        unreachable!("a call that waits has no value yet")
    }

    /// The type of what the call returned.
    pub fn __go_tag(self) -> (Tag<T>, Infallible) {
        match stop() {}
    }

    /// That a plain closure may not make the call and drop what it returns, as the argument of a
    /// refusal.
    pub fn __go_dropped(&self) -> Way<T, Refused> {
        Way::new()
    }
}

impl<T: Future> IntoFuture for Waits<T> {
    type Output = T::Output;
    type IntoFuture = Called<T>;

    #[inline(always)]
    #[track_caller]
    fn into_future(self) -> Called<T> {
        Called::new(ManuallyDrop::into_inner(self.future), Location::caller())
    }
}

impl<T> Plain<T> {
    /// Not called, and visibly so.
    pub fn __go_boxed(self) -> Never<T> {
        unreachable!("a plain call has nothing to wait for")
    }

    /// The value of the call.
    #[inline(always)]
    pub fn __go_value(self) -> T {
        ManuallyDrop::into_inner(self.value)
    }

    /// The type of what the call returned.
    pub fn __go_tag(self) -> (Tag<T>, Infallible) {
        match stop() {}
    }

    /// That a plain closure may make the call, as the argument of a refusal.
    pub fn __go_dropped(&self) -> Way<T, Allowed> {
        Way::new()
    }
}

impl<T> IntoFuture for Plain<T> {
    type Output = T;
    type IntoFuture = Never<T>;

    /// Not called, and visibly so: there is nothing to wait for.
    fn into_future(self) -> Never<T> {
        unreachable!("a plain call has nothing to wait for")
    }
}
