//! Choices by type: `ladder!`, the one way in which generated code asks a question about a type.
//!
//! Macros see tokens, not types. So they emit a question, a method call on a [`Tag`] of the type,
//! and method resolution answers it. `go!(f(x))` clones `x` if it is a handle and moves it if not:
//!
//! ```text
//! ladder! {
//!     /// How a goroutine takes a variable along.
//!     pub trait CaptureChoice: __go_capture;
//!     [T: Share] &Tag<T> => Way<T, Shared>;        // the first choice has most references
//!     [T]         Tag<T> => Way<T, Moved>;         // the last has none, and no bound
//! }
//!
//! let way = (&&tag).__go_capture();                 // one reference more than the first choice
//! way.__go_take(&x)                                 // a method of `Way<T, Shared>`, or of `Way<T, Moved>`
//! ```
//!
//! # How it works
//!
//! For `(&&tag).__go_capture()`, a method that takes `&self`, rustc looks for a `Self` in this
//! order, and takes the first for which an impl may hold:
//!
//! 1. `&Tag<T>`, whose `&self` is the receiver `&&tag` as it is,
//! 2. `&&Tag<T>`, after one more borrow,
//! 3. `Tag<T>`, after one dereference of the receiver.
//!
//! So the number of references orders the choices: a *ladder*, whose *rungs* are the impls. A call
//! on a receiver with `n` references sees the rung with `n - 1`, the one with `n` if there is one,
//! and then those from `n - 2` down to none. A rung whose bound does not hold is passed over, silently, since it is only one
//! of the places where a method may be.
//!
//! One trait has all rungs of a ladder: `&Tag<T>` and `Tag<T>` are different types, so the impls do
//! not overlap. So a call's method is in one trait, and rustc checks one trait at each step; a
//! trait per rung, as the technique is often written, makes it check all of them at each step.
//!
//! What a rung gives is a [`Way`]: the type asked about, and the answer as a marker type. Its
//! methods are what generated code goes on with. Both are type parameters of what the call returns,
//! so that inference has them as soon as it has the rung.
//!
//! # Invariants
//!
//! 1. The receiver has one reference more than the rung with most of them: fewer would change the
//!    order (as [`for_loop`](super::for_loop) does on purpose), more would make rustc look in vain.
//! 2. The last rung has no reference and no bound: each question has an answer, so that the only
//!    errors are those which a [`refusal`](super::refusal) words.
//! 3. The tag has its type before the question is asked. For a type that is not known yet every
//!    bound may hold, and the first rung is taken.
//! 4. A rung looks at no value: tags and ways have none.
//!
//! # Where there is no ladder
//!
//! Where the choice is between two, and the first can be an inherent method, it is one: inherent
//! methods come before those of traits, and nothing is borrowed. That is so of each call
//! ([`call`](super::call)), which is the most frequent of all questions, and of
//! [`again`](super::again). A lint ([`vet`](super::vet)) has a trait for each text, for `deprecated`
//! is an attribute of a trait's method.
//!
//! # Rejected
//!
//! *One trait for all questions*, with the question as a parameter of the tag: one trait less to
//! look at for each call, but rustc would match each question against the rungs of all.
//! *Specialization*: not stable. *Asking with a value*, `(&&x).method()`: borrows a variable that
//! another branch moves, and meets the methods of its own type.

use std::marker::PhantomData;

use super::Tag;

/// How something of the type `T` is used: the answer to a question, and the argument of every
/// refusal.
pub struct Way<T: ?Sized, How>(PhantomData<fn() -> (How, *const T)>);

impl<T: ?Sized, How> Way<T, How> {
    /// The way; it says nothing but its type.
    pub fn new() -> Self {
        Way(PhantomData)
    }
}

impl<T: ?Sized, How> Default for Way<T, How> {
    fn default() -> Self {
        Way::new()
    }
}

/// The way that is refused.
pub struct Refused;

/// The way that is allowed.
pub struct Allowed;

/// What a rung gives: a type without a value.
pub trait Answer {
    /// The only one there is.
    fn answer() -> Self;
}

impl<T: ?Sized, How> Answer for Way<T, How> {
    fn answer() -> Self {
        Way::new()
    }
}

impl<T: ?Sized> Answer for Tag<T> {
    fn answer() -> Self {
        Tag(PhantomData)
    }
}

/// A question: its trait and method, and its rungs, the first choice first. The module's
/// documentation explains it.
macro_rules! ladder {
    ($(#[$doc:meta])* $vis:vis trait $Question:ident: $method:ident;
     $($(#[$rung:meta])* [$($param:tt)*] $Asked:ty => $Answer:ty;)+) => {
        $(#[$doc])*
        $vis trait $Question {
            /// The answer.
            type Answer;

            /// Asks; the receiver has more references than the first rung.
            fn $method(&self) -> Self::Answer;
        }

        $($(#[$rung])*
        impl<$($param)*> $Question for $Asked {
            type Answer = $Answer;

            fn $method(&self) -> $Answer {
                $crate::dispatch::ladder::Answer::answer()
            }
        })+
    };
}

pub(crate) use ladder;

#[cfg(test)]
#[allow(clippy::needless_borrow, reason = "the references are the question")]
mod tests {
    use std::any::TypeId;
    use std::rc::Rc;

    use super::*;
    use crate::dispatch::tag;

    pub(super) struct OfReference;
    pub(super) struct OfCopy;
    pub(super) struct OfClone;
    pub(super) struct OfOther;

    ladder! {
        /// What a type can do.
        pub(super) trait TestChoice: __go_test;
        ['a, T: 'a] &&&Tag<&'a T> => Way<T, OfReference>;
        [T: Copy] &&Tag<T> => Way<T, OfCopy>;
        [T: Clone] &Tag<T> => Way<T, OfClone>;
        [T] Tag<T> => Way<T, OfOther>;
    }

    /// Whether `way` is the way `W`.
    fn is<W: 'static, X: 'static>(_: &X) -> bool {
        TypeId::of::<W>() == TypeId::of::<X>()
    }

    #[test]
    fn the_first_rung_that_holds_is_taken() {
        struct Other;
        let (reference, copied, cloned, other) =
            (tag::<&'static Other>(), tag::<u8>(), tag::<Rc<Other>>(), tag::<Other>());
        assert!(is::<Way<Other, OfReference>, _>(&(&&&&reference).__go_test()));
        assert!(is::<Way<u8, OfCopy>, _>(&(&&&&copied).__go_test()));
        assert!(is::<Way<Rc<Other>, OfClone>, _>(&(&&&&cloned).__go_test()));
        assert!(is::<Way<Other, OfOther>, _>(&(&&&&other).__go_test()));
    }

    #[test]
    fn a_receiver_may_have_one_reference_less() {
        let (reference, other) = (tag::<&'static u8>(), tag::<String>());
        // Then the second rung comes before the first.
        assert!(is::<Way<&'static u8, OfCopy>, _>(&(&&&reference).__go_test()));
        assert!(is::<Way<String, OfClone>, _>(&(&&&other).__go_test()));
    }
}
