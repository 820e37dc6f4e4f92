//! What is refused by type, in the language's own words.
//!
//! A refusal is a trait that the user's own type does not implement: rustc then says the trait's
//! message on the user's tokens. Three habits keep the rest of what rustc says readable.
//!
//! - The type in question is `Self`, and what the macro found out about it is the parameter `How`
//!   of the trait: the refused way is the default, so that rustc leaves it out where it names the
//!   trait.
//! - The trait is called by path, as `Trait::method(way)`: rustc quotes no bound of ours then, as
//!   it does for a function.
//! - Every blanket impl is marked `do_not_recommend`, and the facade exports the traits where rustc
//!   may name them by their last name.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::marker::PhantomData;
use std::rc;
use std::sync::{MutexGuard, RwLockReadGuard, RwLockWriteGuard};

use super::Tag;
use crate::chan::{Chan, Receiver, Sender};
use crate::share::Share;

/// How something of the type `T` is used: the argument of every refusal.
pub struct Way<T, How>(PhantomData<fn() -> (T, How)>);

impl<T, How> Way<T, How> {
    /// The way; it says nothing but its type.
    pub fn new() -> Self {
        Way(PhantomData)
    }
}

impl<T, How> Default for Way<T, How> {
    fn default() -> Self {
        Way::new()
    }
}

/// The way that is refused.
pub struct Refused;

/// The way that is allowed.
pub struct Allowed;

/// What a discarded call in a plain closure must not be: a future.
#[diagnostic::on_unimplemented(
    message = "this call waits, but nothing can wait inside a plain closure",
    label = "returns a future that nobody would run",
    note = "use a `for` loop, `go! {{ … }}` or `async || {{ … }}` instead of the closure: these can wait"
)]
pub trait PlainValue<How = Refused>: Sized {
    /// Does nothing.
    fn __go_discard(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> PlainValue<Allowed> for T {}

/// What a `go!` inside a plain closure may take from outside that closure.
#[diagnostic::on_unimplemented(
    message = "a `go!` in a plain closure cannot move a variable out of it",
    label = "`{Self}` is neither a handle nor `Copy`",
    note = "wrap the value in an `Arc`, or start the goroutine outside the closure"
)]
pub trait ShareOrCopy<How = Refused>: Sized {
    /// Does nothing.
    fn __go_take(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> ShareOrCopy<Allowed> for T {}

/// What an assignment inside `go!` may change.
#[diagnostic::on_unimplemented(
    message = "this assignment changes the goroutine's copy of a captured variable, not the variable",
    label = "`{Self}` is `Copy`",
    note = "share it (`Arc<AtomicU64>`, `Arc<sync::Mutex<_>>`, a channel), or return the value from the goroutine and `join()` it"
)]
pub trait ChangeFromGoroutine<How = Refused>: Sized {
    /// Does nothing.
    fn __go_change(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> ChangeFromGoroutine<Allowed> for T {}

/// What a borrowed `self` must be for a goroutine to use it: a handle.
#[diagnostic::on_unimplemented(
    message = "`self` is borrowed here, and the goroutine may outlive it",
    label = "`{Self}` is not a handle that goroutines can share",
    note = "take `self: Arc<Self>`, or derive `Clone` and `Share` for a struct made of handles"
)]
pub trait LendToGoroutine<How = Refused>: Sized {
    /// Does nothing.
    fn __go_lend(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> LendToGoroutine<Allowed> for T {}

/// First choice: `self` is a reference to a handle.
pub trait PreferLendable {
    /// The type behind the reference.
    type Value;

    /// The way.
    fn __go_lendable(&self) -> Way<Self::Value, Allowed> {
        Way::new()
    }
}

impl<T: Share> PreferLendable for &Tag<&T> {
    type Value = T;
}

/// Second choice: `self` is a reference to anything else.
pub trait ElseBorrowed {
    /// The type behind the reference.
    type Value;

    /// The way.
    fn __go_lendable(&self) -> Way<Self::Value, Refused> {
        Way::new()
    }
}

impl<T> ElseBorrowed for Tag<&T> {
    type Value = T;
}

impl<T> ElseBorrowed for Tag<&mut T> {
    type Value = T;
}

/// What a field of a `#[derive(Share)]` has to be.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handle that goroutines can share",
    label = "not `Share`",
    note = "wrap it in an `Arc`, or derive `Clone` and `Share` for a struct made of handles"
)]
pub trait HandleField<How = Refused>: Sized {
    /// Does nothing.
    fn __go_field(_: Way<Self, How>) {}
}

#[diagnostic::do_not_recommend]
impl<T> HandleField<Allowed> for T {}

/// First choice: a handle.
pub trait PreferHandle {
    /// The type.
    type Value;

    /// The way.
    fn __go_handle(&self) -> Way<Self::Value, Allowed> {
        Way::new()
    }
}

impl<T: Share> PreferHandle for &Tag<T> {
    type Value = T;
}

/// Second choice: no handle.
pub trait ElseNoHandle {
    /// The type.
    type Value;

    /// The way.
    fn __go_handle(&self) -> Way<Self::Value, Refused> {
        Way::new()
    }
}

impl<T> ElseNoHandle for Tag<T> {
    type Value = T;
}

/// What may go to another goroutine; the types that are known to stay on their thread, and what to
/// write instead of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot go to another goroutine, which may run on another thread",
    label = "stays on its thread",
    note = "share an `Arc` in place of an `Rc`, and a `sync::Mutex` or an atomic in place of a `Cell` or `RefCell`; let go of a guard before"
)]
pub trait GoToGoroutine<How = Refused>: Sized {
    /// The type that is still to be found `Send`.
    type Sent;

    /// The tag of that type.
    fn __go_to_goroutine(_: Way<Self, How>) -> Tag<Self::Sent> {
        Tag(PhantomData)
    }
}

#[diagnostic::do_not_recommend]
impl<T> GoToGoroutine<Allowed> for T {
    type Sent = T;
}

/// The way of a channel: its elements are what has to be `Send`.
pub struct Elements;

macro_rules! elements {
    ($($Handle:ident)*) => {
        $(#[diagnostic::do_not_recommend]
        impl<T> GoToGoroutine<Elements> for $Handle<T> {
            type Sent = T;
        }

        impl<T> PreferElements for &&Tag<$Handle<T>> {
            type Value = $Handle<T>;
        }

        impl<'a, T> PreferElements for &&Tag<&'a $Handle<T>> {
            type Value = $Handle<T>;
        })*
    };
}

elements!(Chan Sender Receiver);

/// First choice: a channel.
pub trait PreferElements {
    /// The type of the handle.
    type Value;

    /// The way.
    fn __go_stays(&self) -> Way<Self::Value, Elements> {
        Way::new()
    }
}

/// Second choice: a type that is known to stay on its thread.
pub trait PreferStays {
    /// The type.
    type Value;

    /// The way.
    fn __go_stays(&self) -> Way<Self::Value, Refused> {
        Way::new()
    }
}

macro_rules! stays {
    ($($ty:ty)*) => { $(impl<'a, T: ?Sized + 'a> PreferStays for &Tag<$ty> { type Value = $ty; })* };
}

stays! {
    rc::Rc<T> rc::Weak<T> Ref<'a, T> RefMut<'a, T> &'a Cell<T> &'a RefCell<T>
    MutexGuard<'a, T> RwLockReadGuard<'a, T> RwLockWriteGuard<'a, T>
}

/// Last choice: any other type, of which rustc says by itself whether it is `Send`, and why not.
pub trait ElseGoes {
    /// The type.
    type Value;

    /// The way.
    fn __go_stays(&self) -> Way<Self::Value, Allowed> {
        Way::new()
    }
}

impl<T> ElseGoes for Tag<T> {
    type Value = T;
}
