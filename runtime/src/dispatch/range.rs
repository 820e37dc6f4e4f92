//! What a `for` loop in Go's spelling ranges over: a channel, a number, a slice, a string, a map.
//! None of them is moved.
//!
//! | over | one variable | two |
//! |---|---|---|
//! | `Chan<T>`, `Receiver<T>` | the value | – |
//! | a whole number `n` | `0..n` | – |
//! | `[T]`, `Vec<T>`, `VecDeque<T>` | the index | and a clone of the value |
//! | `str`, `String` | the byte's index | and the `char` |
//! | `HashMap<K, V>`, `BTreeMap<K, V>` | a clone of the key | and one of the value |
//!
//! With one variable, `(&&&range_tag(x)).__go_ranges().__go_over(x)` chooses as in
//! [`dispatch`](super): a channel first, then a number, so that a number whose type is still open
//! keeps it open, then the rest by [`RangeOver`]. The loop itself is that of
//! [`for_loop`](super::for_loop): it receives from what is a channel, and iterates over what is
//! not.

use std::collections::{BTreeMap, HashMap, VecDeque, btree_map, hash_map, vec_deque};
use std::iter::{Cloned, Enumerate, Map};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;
use std::{slice, str};

use super::Tag;
use super::ladder::{Answer, Way, ladder};
use crate::chan::Channel;

/// What a loop with one variable ranges over.
#[diagnostic::on_unimplemented(
    message = "cannot range over `{Self}`",
    label = "not a channel to receive from, a number, a slice, a string or a map",
    note = "write `for x in …` to run over an iterator"
)]
pub trait RangeOver {
    /// What the loop runs over.
    type Over<'a>
    where
        Self: 'a;

    /// What the loop runs over.
    fn __go_range(&self) -> Self::Over<'_>;
}

/// What a loop with two variables ranges over.
#[diagnostic::on_unimplemented(
    message = "range over `{Self}` permits only one iteration variable",
    label = "not a slice, a string or a map of values that can be cloned",
    note = "write `for v := range …`, or `for (i, x) in ….enumerate()` to run over an iterator"
)]
pub trait RangeTwo {
    /// What the loop runs over.
    type Over<'a>
    where
        Self: 'a;

    /// What the loop runs over.
    fn __go_range_two(&self) -> Self::Over<'_>;
}

/// `range x`, with two variables.
pub fn range_two<X: RangeTwo + ?Sized>(x: &X) -> X::Over<'_> {
    x.__go_range_two()
}

/// The tag of the type of `x`.
pub fn range_tag<X: ?Sized>(_: &X) -> Tag<X> {
    Tag::answer()
}

/// The way of a loop over a channel.
pub struct OverChannel;

/// The way of a loop up to a number.
pub struct UpTo;

/// The way of a loop over anything else.
pub struct OverOther;

/// A whole number.
pub trait Number: Copy {
    /// The numbers below it, from 0.
    fn __go_below(self) -> Range<Self>;
}

macro_rules! numbers {
    ($($Int:ty)*) => { $(impl Number for $Int {
        #[inline]
        fn __go_below(self) -> Range<$Int> {
            0..self
        }
    })* };
}

numbers! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

ladder! {
    /// What a loop with one variable ranges over: a channel, a number, or what [`RangeOver`] says.
    pub trait RangesChoice: __go_ranges;
    [X: Channel + ?Sized] &&Tag<X> => Way<X, OverChannel>;
    [X: Number] &Tag<X> => Way<X, UpTo>;
    [X: ?Sized] Tag<X> => Way<X, OverOther>;
}

impl<X: Channel + ?Sized> Way<X, OverChannel> {
    /// What the loop runs over.
    pub fn __go_over(self, x: &X) -> &X::Handle {
        x.__go_handle()
    }
}

impl<X: Number> Way<X, UpTo> {
    /// What the loop runs over.
    #[inline]
    pub fn __go_over(self, x: &X) -> Range<X> {
        x.__go_below()
    }
}

impl<X: ?Sized> Way<X, OverOther> {
    /// What the loop runs over. `Y` is `X` again: rustc words the bound of a method's own parameter
    /// as the trait does.
    #[inline]
    pub fn __go_over<Y: RangeOver + ?Sized>(self, x: &Y) -> Y::Over<'_> {
        x.__go_range()
    }
}

macro_rules! lists {
    ($([$($param:tt)*] $Type:ty, $Iter:ident;)*) => { $(
        impl<$($param)*> RangeOver for $Type {
            type Over<'a>
                = Range<usize>
            where
                Self: 'a;

            #[inline]
            fn __go_range(&self) -> Range<usize> {
                0..self.len()
            }
        }

        impl<$($param)*> RangeTwo for $Type
        where
            T: Clone,
        {
            type Over<'a>
                = Enumerate<Cloned<$Iter::Iter<'a, T>>>
            where
                Self: 'a;

            #[inline]
            fn __go_range_two(&self) -> Self::Over<'_> {
                self.iter().cloned().enumerate()
            }
        }
    )* };
}

lists! { [T] [T], slice; [T] Vec<T>, slice; [T, const N: usize] [T; N], slice; [T] VecDeque<T>, vec_deque; }

impl RangeOver for str {
    type Over<'a> = Map<str::CharIndices<'a>, fn((usize, char)) -> usize>;

    fn __go_range(&self) -> Self::Over<'_> {
        self.char_indices().map(|(at, _)| at)
    }
}

impl RangeTwo for str {
    type Over<'a> = str::CharIndices<'a>;

    fn __go_range_two(&self) -> Self::Over<'_> {
        self.char_indices()
    }
}

impl RangeOver for String {
    type Over<'a> = <str as RangeOver>::Over<'a>;

    fn __go_range(&self) -> Self::Over<'_> {
        self.as_str().__go_range()
    }
}

impl RangeTwo for String {
    type Over<'a> = str::CharIndices<'a>;

    fn __go_range_two(&self) -> Self::Over<'_> {
        self.char_indices()
    }
}

/// A clone of a key and of its value.
type Pair<'a, K, V> = fn((&'a K, &'a V)) -> (K, V);

macro_rules! maps {
    ($([$($hasher:ident)?] $Type:ty, $module:ident;)*) => { $(
        impl<K: Clone, V, $($hasher)?> RangeOver for $Type {
            type Over<'a>
                = Cloned<$module::Keys<'a, K, V>>
            where
                Self: 'a;

            fn __go_range(&self) -> Self::Over<'_> {
                self.keys().cloned()
            }
        }

        impl<K: Clone, V: Clone, $($hasher)?> RangeTwo for $Type {
            type Over<'a>
                = Map<$module::Iter<'a, K, V>, Pair<'a, K, V>>
            where
                Self: 'a;

            fn __go_range_two(&self) -> Self::Over<'_> {
                self.iter().map(|(key, value)| (key.clone(), value.clone()))
            }
        }
    )* };
}

maps! { [S] HashMap<K, V, S>, hash_map; [] BTreeMap<K, V>, btree_map; }

macro_rules! through_references {
    ($($Reference:ty)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<X: RangeOver + ?Sized> RangeOver for $Reference {
            type Over<'a>
                = X::Over<'a>
            where
                Self: 'a;

            fn __go_range(&self) -> X::Over<'_> {
                (**self).__go_range()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<X: RangeTwo + ?Sized> RangeTwo for $Reference {
            type Over<'a>
                = X::Over<'a>
            where
                Self: 'a;

            fn __go_range_two(&self) -> X::Over<'_> {
                (**self).__go_range_two()
            }
        }
    )* };
}

through_references! { &X &mut X Box<X> Arc<X> Rc<X> }
