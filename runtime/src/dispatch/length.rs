//! Go's built-in functions that count: `make(chan T, n)`, `len(x)`, `cap(x)`.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use crate::chan::{self, Chan, Receiver, Sender};

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
