//! What is refused by type, in the language's own words: one table of all texts.
//!
//! A refusal is a trait that the user's own type does not implement: rustc then prints the trait's
//! message on the user's tokens. Three habits keep the rest of what rustc prints readable.
//!
//! - The type in question is `Self`, and what the macro found out about it is the parameter `How`
//!   of the trait: the refused way is the default, so that rustc leaves it out where it names the
//!   trait.
//! - The trait is called by path, as `Trait::method(way)`: rustc quotes no bound of ours then, as
//!   it does for a function.
//! - Every blanket impl is marked `do_not_recommend`, and the facade exports the traits where rustc
//!   may name them by their last name.
//!
//! To add one: a row here, a [`ladder`](super::ladder) that gives its ways in the file of the question, its name
//! in the facade's `__words`, and a program in `tests/ui/reject` that shows it.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::rc;
use std::sync::{MutexGuard, RwLockReadGuard, RwLockWriteGuard};

use super::Tag;
use super::direction::Stranger;
use super::ladder::{Allowed, Answer, Refused, Way, ladder};
use super::waiting::Foreign;
use crate::chan::operand::{Both, ReceiveOnly, SendOnly};
use crate::chan::{Chan, Receiver, Sender};
use crate::share::Share;

/// A refusal for each row: the method that the macros call, the way that is refused, those that
/// are not, and the text.
macro_rules! refusals {
    ($($(#[$doc:meta])* $Refusal:ident::$method:ident($Denied:ident; $($Allowed:ident)+):
        $message:literal, $label:literal, $help:literal;)*) => { $(
        $(#[$doc])*
        #[diagnostic::on_unimplemented(message = $message, label = $label, note = $help)]
        pub trait $Refusal<How = $Denied>: Sized {
            /// Does nothing.
            fn $method(_: Way<Self, How>) {}
        }

        $(#[diagnostic::do_not_recommend]
        impl<T> $Refusal<$Allowed> for T {})+
    )* };
}

refusals! {
    /// What a discarded call in a plain closure must not be: a future.
    PlainValue::__go_discard(Refused; Allowed):
        "this call waits, but nothing can wait inside a plain closure",
        "returns a future that nobody would run",
        "use a `for` loop, `go! {{ … }}` or `async || {{ … }}` instead of the closure: these can wait";

    /// What a `go!` inside a plain closure may take from outside that closure.
    ShareOrCopy::__go_take(Refused; Allowed):
        "a `go!` in a plain closure cannot move a variable out of it",
        "`{Self}` is neither a handle nor `Copy`",
        "wrap the value in an `Arc`, or start the goroutine outside the closure";

    /// What an assignment inside `go!` may change.
    ChangeFromGoroutine::__go_change(Refused; Allowed):
        "this assignment changes the goroutine's copy of a captured variable, not the variable",
        "`{Self}` is `Copy`",
        "share it (`Arc<AtomicU64>`, `Arc<sync::Mutex<_>>`, a channel), or return the value from the goroutine and `join()` it";

    /// What a borrowed `self` must be for a goroutine to use it: a handle.
    LendToGoroutine::__go_lend(Refused; Allowed):
        "`self` is borrowed here, and the goroutine may outlive it",
        "`{Self}` is not a handle that goroutines can share",
        "take `self: Arc<Self>`, or derive `Clone` and `Share` for a struct made of handles";

    /// What a field of a `#[derive(Share)]` has to be.
    HandleField::__go_field(Refused; Allowed):
        "`{Self}` is not a handle that goroutines can share",
        "not `Share`",
        "wrap it in an `Arc`, or derive `Clone` and `Share` for a struct made of handles";

    /// What can be sent to.
    SendTo::__go_way(ReceiveOnly; Both SendOnly Stranger):
        "invalid operation: cannot send to receive-only channel `{Self}`",
        "can only be received from",
        "send to the `Chan`, or to the `Sender` that `split()` gives beside the `Receiver`";

    /// What can be received from.
    ReceiveFrom::__go_way(SendOnly; Both ReceiveOnly Stranger):
        "invalid operation: cannot receive from send-only channel `{Self}`",
        "can only be sent to",
        "receive from the `Chan`, or from the `Receiver` that `split()` gives beside the `Sender`";

    /// What can be closed.
    CloseChannel::__go_way(ReceiveOnly; Both SendOnly Stranger):
        "invalid operation: cannot close receive-only channel `{Self}`",
        "the senders say when there is no more",
        "close the `Chan`, or the `Sender` that `split()` gives beside the `Receiver`";

    /// What a loop can run over.
    RangeChannel::__go_way(SendOnly; Both ReceiveOnly Stranger):
        "cannot range over `{Self}`: receive from send-only channel",
        "can only be sent to",
        "loop over the `Chan`, or over the `Receiver` that `split()` gives beside the `Sender`";

    /// What a case can send to.
    ChannelToSendTo::__go_way(Stranger; Both SendOnly ReceiveOnly):
        "invalid operation: cannot send to non-channel `{Self}`",
        "not a channel that can be sent to",
        "a case sends to a `Chan` or a `Sender`, or to an `Option` of one, where `None` is never ready";

    /// What a case can receive from.
    ChannelToReceiveFrom::__go_way(Stranger; Both SendOnly ReceiveOnly):
        "invalid operation: cannot receive from non-channel `{Self}`",
        "not a channel that can be received from",
        "a case receives from a `Chan` or a `Receiver`, or from an `Option` of one, where `None` is never ready";

    /// What a case can wait for.
    WaitInCase::__go_way(Refused; Allowed Foreign):
        "select case must be send or receive, or an operation of this crate that waits",
        "`{Self}` is no such operation",
        "a case is a send, a receive, or a wait such as `guard = mutex.lock() => …`, `r = handle.join() => …`, `time::sleep(d) => …`";

    /// A future of another kind: refused as a case.
    FutureInCase::__go_way(Foreign; Allowed Refused):
        "a future cannot be a select case: it would be dropped half-way when another case is chosen",
        "not an operation of this crate that waits",
        "start it in a goroutine, `let h = go!(…);`, and wait for its end in a case, `r = h.join() => …`";

    /// What a case can join.
    JoinInCase::__go_way(Refused; Allowed):
        "only a goroutine can be joined by a select case",
        "`{Self}` is not the handle of a goroutine",
        "start the work by `let h = go!(…);`, and wait for its end in a case, `r = h.join() => …`";
}

ladder! {
    /// Whether `self` is a reference to a handle.
    pub trait LendChoice: __go_lendable;
    [T: Share] &Tag<&T> => Way<T, Allowed>;
    [T] Tag<&T> => Way<T, Refused>;
    [T] Tag<&mut T> => Way<T, Refused>;
}

ladder! {
    /// Whether a field is a handle.
    pub trait HandleChoice: __go_handle;
    [T: Share] &Tag<T> => Way<T, Allowed>;
    [T] Tag<T> => Way<T, Refused>;
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
        Tag::answer()
    }
}

#[diagnostic::do_not_recommend]
impl<T> GoToGoroutine<Allowed> for T {
    type Sent = T;
}

/// The way of a channel: its elements are what has to be `Send`.
pub struct Elements;

macro_rules! elements {
    ($($Handle:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<T> GoToGoroutine<Elements> for $Handle<T> {
            type Sent = T;
        }
    )* };
}

elements!(Chan Sender Receiver);

ladder! {
    /// What of a type has to be `Send`: the elements of a channel; a type that is known to stay on
    /// its thread is refused; of any other type rustc finds whether it is `Send`, and why not.
    pub trait GoesChoice: __go_stays;
    [T] &&Tag<Chan<T>> => Way<Chan<T>, Elements>;
    ['a, T] &&Tag<&'a Chan<T>> => Way<Chan<T>, Elements>;
    [T] &&Tag<Sender<T>> => Way<Sender<T>, Elements>;
    ['a, T] &&Tag<&'a Sender<T>> => Way<Sender<T>, Elements>;
    [T] &&Tag<Receiver<T>> => Way<Receiver<T>, Elements>;
    ['a, T] &&Tag<&'a Receiver<T>> => Way<Receiver<T>, Elements>;
    [T: ?Sized] &Tag<rc::Rc<T>> => Way<rc::Rc<T>, Refused>;
    [T: ?Sized] &Tag<rc::Weak<T>> => Way<rc::Weak<T>, Refused>;
    ['a, T: ?Sized] &Tag<Ref<'a, T>> => Way<Ref<'a, T>, Refused>;
    ['a, T: ?Sized] &Tag<RefMut<'a, T>> => Way<RefMut<'a, T>, Refused>;
    ['a, T: ?Sized] &Tag<&'a Cell<T>> => Way<&'a Cell<T>, Refused>;
    ['a, T: ?Sized] &Tag<&'a RefCell<T>> => Way<&'a RefCell<T>, Refused>;
    ['a, T: ?Sized] &Tag<MutexGuard<'a, T>> => Way<MutexGuard<'a, T>, Refused>;
    ['a, T: ?Sized] &Tag<RwLockReadGuard<'a, T>> => Way<RwLockReadGuard<'a, T>, Refused>;
    ['a, T: ?Sized] &Tag<RwLockWriteGuard<'a, T>> => Way<RwLockWriteGuard<'a, T>, Refused>;
    [T] Tag<T> => Way<T, Allowed>;
}
