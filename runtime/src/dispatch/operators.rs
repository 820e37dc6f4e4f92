//! Go's operators and built-in functions on channels: `<-c`, `c <- v`, `close(c)`, `len(x)`,
//! `cap(x)`, `make(chan T, n)`.
//!
//! Each operation asks two questions, so that each error is in Go's words: whether the operand is a
//! channel at all (a trait that the operand implements), and whether the channel has the direction
//! (a bound on the trait's `Direction`).

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use super::zero::ZeroValue;
use crate::chan::{self, Chan, Receiver, Recv, Send, Sender};

/// The direction of a [`Chan`].
pub struct Both;

/// The direction of a [`Sender`].
pub struct SendOnly;

/// The direction of a [`Receiver`].
pub struct ReceiveOnly;

/// What one can receive from.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot receive from non-channel `{Self}`",
    label = "not a channel",
    note = "`<-ch` takes a `Chan` or a `Receiver`"
)]
pub trait Receive {
    /// The element type.
    type Item;
    /// Which way the channel goes.
    type Direction;

    /// Does it.
    #[track_caller]
    fn __go_recv(&self) -> Recv<'_, Self::Item>;
}

/// A direction in which one can receive from a channel of type `C`.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot receive from send-only channel `{C}`",
    label = "can only be sent to",
    note = "receive from the `Chan`, or from the `Receiver` of `split()`"
)]
pub trait CanReceive<C: ?Sized> {}

impl<C: ?Sized> CanReceive<C> for Both {}
impl<C: ?Sized> CanReceive<C> for ReceiveOnly {}

/// What one can send to.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot send to non-channel `{Self}`",
    label = "not a channel",
    note = "`ch <- v` takes a `Chan` or a `Sender`; for a comparison write `a < -b`"
)]
pub trait Transmit {
    /// The element type.
    type Item;
    /// Which way the channel goes.
    type Direction;

    /// Does it.
    #[track_caller]
    fn __go_send(&self, value: Self::Item) -> Send<'_, Self::Item>;
}

/// A direction in which one can send to a channel of type `C`.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot send to receive-only channel `{C}`",
    label = "can only be received from",
    note = "send to the `Chan`, or to the `Sender` of `split()`"
)]
pub trait CanSend<C: ?Sized> {}

impl<C: ?Sized> CanSend<C> for Both {}
impl<C: ?Sized> CanSend<C> for SendOnly {}

/// What one can close.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot close non-channel `{Self}`",
    label = "not a channel",
    note = "`close(c)` is Go's; a function of your own by that name is `self::close(…)`"
)]
pub trait Close {
    /// Which way the channel goes.
    type Direction;

    /// Does it.
    #[track_caller]
    fn __go_close(&self);
}

/// A direction in which one can close a channel of type `C`.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot close receive-only channel `{C}`",
    label = "can only be received from",
    note = "close the `Chan`, or the `Sender` of `split()`"
)]
pub trait CanClose<C: ?Sized> {}

impl<C: ?Sized> CanClose<C> for Both {}
impl<C: ?Sized> CanClose<C> for SendOnly {}

impl<T> Receive for Chan<T> {
    type Item = T;
    type Direction = Both;

    #[inline]
    fn __go_recv(&self) -> Recv<'_, T> {
        self.recv()
    }
}

impl<T> Receive for Sender<T> {
    type Item = T;
    type Direction = SendOnly;

    #[inline]
    fn __go_recv(&self) -> Recv<'_, T> {
        unreachable!("nothing receives from a `Sender`")
    }
}

impl<T> Receive for Receiver<T> {
    type Item = T;
    type Direction = ReceiveOnly;

    #[inline]
    fn __go_recv(&self) -> Recv<'_, T> {
        self.recv()
    }
}

impl<T> Transmit for Chan<T> {
    type Item = T;
    type Direction = Both;

    #[inline]
    fn __go_send(&self, value: T) -> Send<'_, T> {
        self.send(value)
    }
}

impl<T> Transmit for Sender<T> {
    type Item = T;
    type Direction = SendOnly;

    #[inline]
    fn __go_send(&self, value: T) -> Send<'_, T> {
        self.send(value)
    }
}

impl<T> Transmit for Receiver<T> {
    type Item = T;
    type Direction = ReceiveOnly;

    #[inline]
    fn __go_send(&self, _: T) -> Send<'_, T> {
        unreachable!("nothing sends to a `Receiver`")
    }
}

impl<T> Close for Chan<T> {
    type Direction = Both;

    #[inline]
    fn __go_close(&self) {
        self.close();
    }
}

impl<T> Close for Sender<T> {
    type Direction = SendOnly;

    #[inline]
    fn __go_close(&self) {
        self.close();
    }
}

impl<T> Close for Receiver<T> {
    type Direction = ReceiveOnly;

    #[inline]
    fn __go_close(&self) {
        unreachable!("nothing closes a `Receiver`")
    }
}

macro_rules! through_references {
    ($($Reference:ty)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<C: Receive + ?Sized> Receive for $Reference {
            type Item = C::Item;
            type Direction = C::Direction;

            #[inline]
            fn __go_recv(&self) -> Recv<'_, C::Item> {
                (**self).__go_recv()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<C: Transmit + ?Sized> Transmit for $Reference {
            type Item = C::Item;
            type Direction = C::Direction;

            #[inline]
            fn __go_send(&self, value: C::Item) -> Send<'_, C::Item> {
                (**self).__go_send(value)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<C: Close + ?Sized> Close for $Reference {
            type Direction = C::Direction;

            fn __go_close(&self) {
                (**self).__go_close();
            }
        }
    )* };
}

through_references! { &C &mut C Box<C> Arc<C> Rc<C> }

/// Go's `<-channel`, as an `Option`.
#[track_caller]
pub fn recv<C: Receive + ?Sized>(channel: &C) -> Recv<'_, C::Item>
where
    C::Direction: CanReceive<C>,
{
    channel.__go_recv()
}

/// The left side of Go's `channel <- value`.
pub fn to<C: Transmit + ?Sized>(channel: &C) -> To<'_, C>
where
    C::Direction: CanSend<C>,
{
    To(channel)
}

/// The left side of a send.
pub struct To<'a, C: ?Sized>(&'a C);

impl<'a, C: ?Sized> To<'a, C> {
    /// Go's `channel <- value`, as a `Result`.
    #[track_caller]
    pub fn __go_send<T>(&self, value: T) -> Send<'a, T>
    where
        C: Transmit<Item = T>,
    {
        self.0.__go_send(value)
    }
}

/// Go's `close(channel)`.
#[track_caller]
pub fn close<C: Close + ?Sized>(channel: &C)
where
    C::Direction: CanClose<C>,
{
    channel.__go_close();
}

/// Go's `<-channel;`, where nobody takes the value.
pub fn discard<T>(_: Option<T>) {}

/// What was received, or the zero value, and which of the two it is.
pub fn with_ok<How, T: ZeroValue<How>>(received: Option<T>) -> (T, bool) {
    let ok = received.is_some();
    (super::zero::or_zero(received), ok)
}

/// Whether something was received, where nobody takes the value.
pub fn only_ok<T>(received: Option<T>) -> ((), bool) {
    ((), received.is_some())
}

/// Go's `make(chan T)`.
#[must_use]
#[track_caller]
pub fn make<T>() -> Chan<T> {
    chan::chan(0)
}

/// Go's `make(chan T, size)`.
///
/// # Panics
///
/// With `makechan: size out of range` if `size` is negative or too big.
#[must_use]
#[track_caller]
pub fn make_sized<T, N: Size>(size: N) -> Chan<T> {
    let Some(size) = size.__go_size() else { panic!("makechan: size out of range") };
    chan::chan(size)
}

/// The size of a channel's buffer: a whole number of any type.
#[diagnostic::on_unimplemented(
    message = "cannot use a value of type `{Self}` as the size of a channel",
    label = "not a whole number",
    note = "`make(chan T, n)` takes an integer of any type"
)]
pub trait Size {
    /// The size; `None` if it is negative or too big.
    fn __go_size(self) -> Option<usize>;
}

macro_rules! sizes {
    ($($Int:ty)*) => { $(impl Size for $Int {
        fn __go_size(self) -> Option<usize> {
            usize::try_from(self).ok()
        }
    })* };
}

sizes! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

/// What `len` measures.
#[diagnostic::on_unimplemented(
    message = "invalid argument: `{Self}` for built-in len",
    label = "has no length",
    note = "`len(x)` is Go's; a function of your own by that name is `self::len(…)`"
)]
pub trait Len {
    /// How many values there are.
    fn __go_len(&self) -> usize;
}

/// What has a capacity.
#[diagnostic::on_unimplemented(
    message = "invalid argument: `{Self}` for built-in cap",
    label = "has no capacity",
    note = "`cap(x)` is Go's; a function of your own by that name is `self::cap(…)`"
)]
pub trait Cap {
    /// For how many values there is room.
    fn __go_cap(&self) -> usize;
}

/// Go's `len(x)`.
#[must_use]
pub fn len<X: Len + ?Sized>(x: &X) -> usize {
    x.__go_len()
}

/// Go's `cap(x)`.
#[must_use]
pub fn cap<X: Cap + ?Sized>(x: &X) -> usize {
    x.__go_cap()
}

macro_rules! measured {
    ($Trait:ident, $name:ident, $method:ident: $([$($param:tt)*] $Type:ty;)*) => { $(
        impl<$($param)*> $Trait for $Type {
            fn $name(&self) -> usize {
                self.$method()
            }
        }
    )* };
}

measured! { Len, __go_len, len:
    [T] Chan<T>; [T] Sender<T>; [T] Receiver<T>; [T] [T]; [T] Vec<T>; [T] VecDeque<T>; [T] BinaryHeap<T>; [] str; [] String;
    [K, V, S] HashMap<K, V, S>; [T, S] HashSet<T, S>; [K, V] BTreeMap<K, V>; [T] BTreeSet<T>;
}

impl<T, const N: usize> Len for [T; N] {
    fn __go_len(&self) -> usize {
        N
    }
}

measured! { Cap, __go_cap, capacity:
    [T] Chan<T>; [T] Sender<T>; [T] Receiver<T>; [T] Vec<T>; [T] VecDeque<T>; [] String;
}

macro_rules! measured_through_references {
    ($($Reference:ty)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<X: Len + ?Sized> Len for $Reference {
            fn __go_len(&self) -> usize {
                (**self).__go_len()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<X: Cap + ?Sized> Cap for $Reference {
            fn __go_cap(&self) -> usize {
                (**self).__go_cap()
            }
        }
    )* };
}

measured_through_references! { &X &mut X Box<X> Arc<X> Rc<X> }
