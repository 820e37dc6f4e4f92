//! The choice by type behind the language: whether a call waits, what a `for` loop runs over, and
//! what a goroutine takes along.
//!
//! The macros cannot see types, so they emit code that lets the compiler choose. Three facts of
//! stable Rust carry it.
//!
//! 1. **Method resolution prefers.** An inherent method whose bound holds comes before a method of
//!    a trait, and `(&&tag).__go_for()` on a zero-sized [`Tag<T>`] finds the impl on `&Tag<T>`
//!    before the one on `Tag<T>`. What was chosen (`Waits<T>` or `Plain<T>`) carries `T` as a
//!    parameter, so inference always has it.
//! 2. **A call to a function whose return type is visibly uninhabited has no return edge** in MIR.
//!    What stands behind it (an `.await`, a move) does not exist for the borrow checker, for
//!    `Send`, or for the layout of the future. [`Never`] and [`Infallible`] are such types. This is
//!    why a plain call costs nothing: its `.await` is unreachable, and so there is no suspension
//!    point across which a `MutexGuard` or an `Rc` would have to be `Send`.
//! 3. **A receiver takes the type of an expression as it is**, where an argument or a by-value
//!    match coerces it. So a call of type `!` keeps that type, and a user's `fn die() -> !` needs
//!    no list of names.
//!
//! How a call chooses is in [`call`]. A `for` loop asks the same question of its operand
//! ([`for_loop`]), a `go!` of each variable it names ([`capture`]), with the branch that would move
//! a handle made unreachable in the same way.
//!
//! Invariants. (D1) Nothing here borrows a user's value on a path that goes on. (D2) Every kind is
//! `Send`, and is moved or read before the wait: none of it is kept in the future. (D3) Method
//! names begin with `__go_`, so that a trait in scope never meets a user's method.
//!
//! Every call costs compile time, so none is chosen where names alone tell: a function or method
//! that the same marked `mod` or `impl` declares is awaited as by hand, a method of std's on a
//! variable that is std's by its declaration is left alone (the macros' `analyze/known.rs` and
//! `analyze/std_types.rs` say when).
//!
//! Rejected: a list of known plain functions (never complete), a trait that every return type
//! implements (orphan rule, and no negative reasoning), boxing every call (an allocation each),
//! specialization (not stable).

pub mod again;
pub mod call;
pub mod called;
pub mod capture;
pub mod direction;
pub mod for_loop;
pub mod holding;
pub mod ladder;
pub mod length;
pub mod on_behalf;
pub mod operators;
pub mod places;
pub mod range;
pub mod refusal;
pub mod slot;
pub mod traits;
pub mod vet;
pub mod waiting;
pub mod zero;

use std::convert::Infallible;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A type without a value.
pub struct Tag<T: ?Sized>(PhantomData<fn() -> *const T>);

/// A tag whose type [`same`] will tell.
pub fn tag<T>() -> Tag<T> {
    Tag(PhantomData)
}

/// Tells `tag` the type of `value`; only ever called behind [`no`], and the compiler sees that it
/// never returns: so the value is not borrowed on any path that goes on.
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

/// A future that cannot exist. Its variant's fields are public to the type system, so its emptiness
/// is visible in the user's crate.
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
