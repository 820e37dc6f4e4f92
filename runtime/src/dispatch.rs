//! The choice by type behind the language: whether a call waits, what a `for` loop runs over, and what a goroutine takes along.
//!
//! The macros cannot see types, so they emit code that lets the compiler choose. Three facts of stable Rust carry it.
//!
//! 1. **Method resolution prefers.** `(&&tag).__go_call()` on a zero-sized [`Tag<T>`] finds the impl on `&Tag<T>` first if its
//!    bound holds (`T: Future`), and falls back to the one on `Tag<T>`. The chosen *kind* (`Waits<T>` or `Plain<T>`) carries
//!    `T` as a parameter, so inference always has it.
//! 2. **A call to a function whose return type is visibly uninhabited has no return edge** in MIR. What stands behind it (an
//!    `.await`, a move) does not exist for the borrow checker, for `Send`, or for the layout of the future. [`Never`] and
//!    [`Infallible`] are such types. This is why a plain call costs nothing: its `.await` is unreachable, and so there is
//!    no suspension point across which a `MutexGuard` or an `Rc` would have to be `Send`.
//! 3. **A `ref` binding takes the type of a scrutinee as it is**, where a by-value match coerces it. The dead second arm
//!    `ref _r => …` lets a call of type `!` keep that type, so a user's `fn die() -> !` needs no list of names.
//!
//! A call `f(x)` in goroutine code becomes
//!
//! ```text
//! match f(x) {                                        // a match: the temporaries of `x` live as long as in the plain call
//!     value => {
//!         let tag = tag();
//!         if no() { same(&tag, &value); }             // tells `tag` the type and visibly never returns: nothing stays borrowed
//!         let kind = (&&tag).__go_call();
//!         let output = (if kind.waits { kind.__go_future(value).await } else { kind.__go_value(value) },);
//!         output.0                                    // so that no type is expected of the `if`, and a wrong one is said once
//!     }
//!     ref _r => dead().0                              // not `loop {}`: a type still open would fall back to `!`
//! }
//! ```
//!
//! and under `&` or `&mut` the field of a tuple, `&(match …,).0`, so that it coerces as the plain call would. Only there: the tuple is
//! a temporary of the statement, and what was moved out of it would count as kept across a later wait.
//!
//! A `for` loop asks the same question of its operand ([`for_loop`]), a `go!` of each variable it names ([`capture`]), with the
//! branch that would move a handle made unreachable in the same way.
//!
//! Invariants. (D1) Nothing here borrows a user's value on a path that goes on. (D2) Every kind is `Send`, and is moved or
//! read before the wait: none of it is kept in the future.
//! (D3) Method names begin with `__go_`, so that a trait in scope never meets a user's method.
//!
//! Every call costs compile time, so none is chosen where names alone tell: a function or method that the same marked `mod` or `impl`
//! declares is awaited as by hand, a method of std's on a variable that is std's by its declaration is left alone (the macros'
//! `analyze/known.rs` and `analyze/std_types.rs` say when).
//!
//! Rejected: a list of known plain functions (never complete), a trait that every return type implements (orphan rule, and no
//! negative reasoning), boxing every call (an allocation each), specialization (not stable).

pub mod capture;
pub mod conversion;
pub mod direction;
pub mod for_loop;
pub mod operators;
pub mod range;
pub mod refusal;
pub mod traits;
pub mod vet;
pub mod zero;

use std::convert::Infallible;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use refusal::{Allowed, Refused, Way};

/// A type without a value.
pub struct Tag<T>(PhantomData<fn() -> T>);

/// A tag whose type [`same`] will tell.
pub fn tag<T>() -> Tag<T> {
    Tag(PhantomData)
}

/// Tells `tag` the type of `value`; only ever called behind [`no`], and the compiler sees that it never returns: so the value is
/// not borrowed on any path that goes on.
pub fn same<T>(_tag: &Tag<T>, _value: &T) -> Infallible {
    stop()
}

/// Always false; the compiler does not know when it checks borrows.
pub const fn no() -> bool {
    false
}

/// Never returns, and the compiler sees it: what stands behind a call is unreachable.
pub fn stop() -> Infallible {
    unreachable!("guarded by `no()`")
}

/// A value of any type, which never comes: like [`stop`], where something has to be given.
pub fn dead<T>() -> (T, Infallible) {
    match stop() {}
}

/// A future that cannot exist. Its variant's fields are public to the type system, so its emptiness is visible in the user's crate.
pub enum Never<T> {
    #[doc(hidden)]
    Empty(Infallible, PhantomData<fn() -> T>),
}

impl<T> Future for Never<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        match *self {
            Never::Empty(never, _) => match never {},
        }
    }
}

/// The kind of a call that returns a future.
pub struct Waits<T> {
    /// That the call waits.
    pub waits: bool,
    value: PhantomData<fn() -> T>,
}

/// The kind of a call that returns anything else.
pub struct Plain<T> {
    /// That the call does not wait.
    pub waits: bool,
    value: PhantomData<fn() -> T>,
}

/// First choice: the value is a future.
pub trait PreferFuture {
    /// What the call returned.
    type Value;

    /// The kind of the call.
    fn __go_call(&self) -> Waits<Self::Value> {
        Waits { waits: true, value: PhantomData }
    }
}

impl<T: Future> PreferFuture for &Tag<T> {
    type Value = T;
}

/// Second choice: the value is not a future.
pub trait ElsePlain {
    /// What the call returned.
    type Value;

    /// The kind of the call.
    fn __go_call(&self) -> Plain<Self::Value> {
        Plain { waits: false, value: PhantomData }
    }
}

impl<T> ElsePlain for Tag<T> {
    type Value = T;
}

// Methods of each kind rather than of a trait: nothing has to be resolved or normalized at each call.

impl<T: Future> Waits<T> {
    /// That a plain closure may not make the call and drop what it returns, as the argument of a refusal.
    pub fn __go_dropped(&self) -> Way<T, Refused> {
        Way::new()
    }

    /// The future to wait for.
    #[inline(always)]
    pub fn __go_future(self, value: T) -> T {
        value
    }

    /// The same in a box, so that a recursive function has a finite size.
    #[inline(always)]
    pub fn __go_boxed(self, value: T) -> Pin<Box<T>> {
        Box::pin(value)
    }

    /// Not called: the value is there when the future is ready.
    pub fn __go_value(self, _: T) -> T::Output {
        unreachable!("a call that waits has no value yet")
    }
}

impl<T> Plain<T> {
    /// That a plain closure may make the call, as the argument of a refusal.
    pub fn __go_dropped(&self) -> Way<T, Allowed> {
        Way::new()
    }

    /// Not called, and visibly so: there is nothing to wait for.
    pub fn __go_future(self, _: T) -> Never<T> {
        unreachable!("a plain call has nothing to wait for")
    }

    /// Not called, and visibly so.
    pub fn __go_boxed(self, _: T) -> Never<T> {
        unreachable!("a plain call has nothing to wait for")
    }

    /// The value of the call.
    #[inline(always)]
    pub fn __go_value(self, value: T) -> T {
        value
    }
}
