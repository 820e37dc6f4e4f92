//! Go's operators and built-in functions on channels: `<-c`, `c <- v`, `close(c)`, `len(x)`, `cap(x)`, `make(chan T, n)`.
//!
//! Each is a trait, so that what has no such operation is told in Go's words. A direction that is missing is told by a bound of its
//! own, which nothing fulfils: `Sender` receives only where `Sender: CanReceive`.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use super::zero::ZeroValue;
use crate::chan::{self, Chan, Receiver, Recv, Send, Sender};

/// What `<-` receives from.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot receive from non-channel `{Self}`",
    label = "not a channel",
    note = "`<-` receives from a `Chan` or a `Receiver`"
)]
pub trait Receive {
    /// What is received.
    type Item;

    /// Receives.
    #[track_caller]
    fn __go_recv(&self) -> Recv<'_, Self::Item>;
}

/// What can receive although it is made to send only: nothing.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot receive from send-only channel `{Self}`",
    label = "can only be sent to",
    note = "receive from the `Chan`, or from the `Receiver` of `split()`"
)]
pub trait CanReceive {}

/// What `<-` sends to.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot send to non-channel `{Self}`",
    label = "not a channel",
    note = "`<-` sends to a `Chan` or a `Sender`; for a comparison write `a < -b`"
)]
pub trait Transmit {
    /// What is sent.
    type Item;

    /// Sends.
    #[track_caller]
    fn __go_send(&self, value: Self::Item) -> Send<'_, Self::Item>;
}

/// What can send although it is made to receive only: nothing.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot send to receive-only channel `{Self}`",
    label = "can only be received from",
    note = "send to the `Chan`, or to the `Sender` of `split()`"
)]
pub trait CanSend {}

/// What `close` closes.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot close non-channel `{Self}`",
    label = "not a channel",
    note = "`close(c)` is Go's; a function of your own by that name is `self::close(…)`"
)]
pub trait Close {
    /// Closes the channel.
    #[track_caller]
    fn __go_close(&self);
}

/// What can be closed although it is made to receive only: nothing.
#[diagnostic::on_unimplemented(
    message = "invalid operation: cannot close receive-only channel `{Self}`",
    label = "can only be received from",
    note = "close the `Chan`, or the `Sender` of `split()`"
)]
pub trait CanClose {}

impl<T> Receive for Chan<T> {
    type Item = T;

    #[inline]
    fn __go_recv(&self) -> Recv<'_, T> {
        self.recv()
    }
}

impl<T> Receive for Receiver<T> {
    type Item = T;

    #[inline]
    fn __go_recv(&self) -> Recv<'_, T> {
        self.recv()
    }
}

impl<T> Receive for Sender<T>
where
    Sender<T>: CanReceive,
{
    type Item = T;

    fn __go_recv(&self) -> Recv<'_, T> {
        unreachable!("nothing receives from a `Sender`")
    }
}

impl<T> Transmit for Chan<T> {
    type Item = T;

    #[inline]
    fn __go_send(&self, value: T) -> Send<'_, T> {
        self.send(value)
    }
}

impl<T> Transmit for Sender<T> {
    type Item = T;

    #[inline]
    fn __go_send(&self, value: T) -> Send<'_, T> {
        self.send(value)
    }
}

impl<T> Transmit for Receiver<T>
where
    Receiver<T>: CanSend,
{
    type Item = T;

    fn __go_send(&self, _: T) -> Send<'_, T> {
        unreachable!("nothing sends to a `Receiver`")
    }
}

impl<T> Close for Chan<T> {
    #[inline]
    fn __go_close(&self) {
        self.close();
    }
}

impl<T> Close for Sender<T> {
    #[inline]
    fn __go_close(&self) {
        self.close();
    }
}

impl<T> Close for Receiver<T>
where
    Receiver<T>: CanClose,
{
    fn __go_close(&self) {
        unreachable!("nothing closes a `Receiver`")
    }
}

macro_rules! through_references {
    ($($Reference:ty)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<C: Receive + ?Sized> Receive for $Reference {
            type Item = C::Item;

            #[inline]
            fn __go_recv(&self) -> Recv<'_, C::Item> {
                (**self).__go_recv()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<C: Transmit + ?Sized> Transmit for $Reference {
            type Item = C::Item;

            #[inline]
            fn __go_send(&self, value: C::Item) -> Send<'_, C::Item> {
                (**self).__go_send(value)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<C: Close + ?Sized> Close for $Reference {
            fn __go_close(&self) {
                (**self).__go_close();
            }
        }
    )* };
}

through_references! { &C &mut C Box<C> Arc<C> Rc<C> }

/// Go's `<-channel`, as an `Option`.
#[track_caller]
pub fn recv<C: Receive + ?Sized>(channel: &C) -> Recv<'_, C::Item> {
    channel.__go_recv()
}

/// Go's `channel <- value`, as a `Result`.
#[track_caller]
pub fn send<C: Transmit + ?Sized>(channel: &C, value: C::Item) -> Send<'_, C::Item> {
    channel.__go_send(value)
}

/// Go's `close(channel)`.
#[track_caller]
pub fn close<C: Close + ?Sized>(channel: &C) {
    channel.__go_close();
}

/// What was received, or the zero value, and which of the two it is.
pub fn with_ok<T: ZeroValue>(received: Option<T>) -> (T, bool) {
    let ok = received.is_some();
    (super::zero::or_zero(received), ok)
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
