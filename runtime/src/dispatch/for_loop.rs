//! What a `for` loop runs over: a channel, which is received from until it is closed, a `Stream`,
//! or any iterator.
//!
//! ```text
//! match operand {
//!     operand => {
//!         let tag = …;                                          // as for a call
//!         let kind = (&&tag).__go_for();
//!         let mut items = kind.__go_start(operand);
//!         while let Some(item) = if kind.__go_waits() { kind.__go_recv(&mut items).await } else { kind.__go_next(&mut items) } {
//!             let PATTERN = item;                               // a `let`, so that a refutable pattern is rustc's own error
//!             BODY
//!         }
//!     }
//! }
//! ```

use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::called::Called;
use super::ladder::{Way, ladder};
use super::{Never, Tag};
use crate::chan::{Channel, Recv};

/// The way of a loop over a channel.
pub struct OverChan;

/// The way of a loop over a stream of another crate.
pub struct OverStream;

/// The way of a loop over anything else.
pub struct OverIter;

// The first is one reference short, so that a stream is the second choice, found by one more
// borrow, and a loop over a channel needs none.
ladder! {
    /// What a loop runs over: a stream, a channel, or an iterator, unless rustc finds that it is
    /// none.
    pub trait LoopChoice: __go_for;
    [T: Stream] &&Tag<T> => Way<T, OverStream>;
    [C: Channel] &Tag<C> => Way<C, OverChan>;
    [T] Tag<T> => Way<T, OverIter>;
}

/// What all kinds of loop offer; on each, one of the two ways to the next item is unreachable.
pub trait For {
    /// The operand.
    type Value;
    /// The operand, started.
    type Items;
    /// What the loop yields.
    type Item;
    /// A receive.
    type Recv<'a>: Future<Output = Option<Self::Item>>
    where
        Self: 'a,
        Self::Items: 'a;

    /// Whether the loop waits.
    fn __go_waits(&self) -> bool;
    /// Starts the loop.
    fn __go_start(&self, operand: Self::Value) -> Self::Items;
    /// The next item of a channel.
    #[track_caller]
    fn __go_recv<'a>(&self, items: &'a mut Self::Items) -> Self::Recv<'a>;
    /// The next item of an iterator.
    fn __go_next(&self, items: &mut Self::Items) -> Option<Self::Item>;
}

impl<C: Channel> For for Way<C, OverChan> {
    type Value = C;
    type Items = C;
    type Item = C::Item;
    type Recv<'a>
        = Recv<'a, C::Item>
    where
        C: 'a;

    #[inline(always)]
    fn __go_waits(&self) -> bool {
        true
    }

    #[inline(always)]
    fn __go_start(&self, operand: C) -> C {
        operand
    }

    #[inline(always)]
    #[track_caller]
    fn __go_recv<'a>(&self, items: &'a mut C) -> Recv<'a, C::Item> {
        items.__link().recv()
    }

    fn __go_next(&self, _: &mut C) -> Option<C::Item> {
        unreachable!("a channel is received from")
    }
}

/// The next item of a stream.
pub struct NextItem<'a, T>(Pin<&'a mut T>);

impl<T: Stream> Future for NextItem<'_, T> {
    type Output = Option<T::Item>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T::Item>> {
        self.0.as_mut().poll_next(cx)
    }
}

impl<T: Stream> For for Way<T, OverStream> {
    type Value = T;
    // Boxed: a stream made of `async` blocks must not move between its polls.
    type Items = Pin<Box<T>>;
    type Item = T::Item;
    type Recv<'a>
        = Called<NextItem<'a, T>>
    where
        T: 'a;

    #[inline(always)]
    fn __go_waits(&self) -> bool {
        true
    }

    fn __go_start(&self, operand: T) -> Pin<Box<T>> {
        Box::pin(operand)
    }

    #[inline(always)]
    #[track_caller]
    fn __go_recv<'a>(&self, items: &'a mut Pin<Box<T>>) -> Called<NextItem<'a, T>> {
        Called::new(NextItem(items.as_mut()), Location::caller())
    }

    fn __go_next(&self, _: &mut Pin<Box<T>>) -> Option<T::Item> {
        unreachable!("a stream is waited for")
    }
}

impl<T: IntoIterator> For for Way<T, OverIter> {
    type Value = T;
    type Items = T::IntoIter;
    type Item = T::Item;
    type Recv<'a>
        = Never<Option<T::Item>>
    where
        T: 'a,
        T::IntoIter: 'a;

    #[inline(always)]
    fn __go_waits(&self) -> bool {
        false
    }

    #[inline(always)]
    fn __go_start(&self, operand: T) -> T::IntoIter {
        operand.into_iter()
    }

    fn __go_recv(&self, _: &mut T::IntoIter) -> Never<Option<T::Item>> {
        unreachable!("an iterator does not wait")
    }

    #[inline(always)]
    fn __go_next(&self, items: &mut T::IntoIter) -> Option<T::Item> {
        items.next()
    }
}
