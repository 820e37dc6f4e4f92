//! Loops over a channel: `for v in ch` in goroutine code, and the iterator for plain threads.

use std::fmt;
use std::future::Future;

use super::core::Core;
use super::handle::{Chan, Receiver, Sender};
use super::recv::{Recv, recv_on};
use crate::primitives::Arc;
use crate::wait::park;

/// What `for value in …` receives from in goroutine code, until it is closed and drained.
///
/// There is no `IntoIterator` beside it: on a plain thread one writes `ch.iter_blocking()`.
#[doc(hidden)]
pub trait Range {
    /// What is received.
    type Item;
    /// One receive.
    type Next<'a>: Future<Output = Option<Self::Item>>
    where
        Self: 'a;

    /// Receives once.
    #[track_caller]
    fn next(&mut self) -> Self::Next<'_>;
}

macro_rules! range {
    ($($Handle:ty)*) => { $(impl<T> Range for $Handle {
        type Item = T;
        type Next<'a>
            = Recv<'a, T>
        where
            Self: 'a;

        #[track_caller]
        fn next(&mut self) -> Recv<'_, T> {
            recv_on(self.core())
        }
    })* };
}

// The last two are refused, in words of their own, by the loop: see `dispatch/direction.rs`.
range! { Chan<T> &Chan<T> Receiver<T> &Receiver<T> Sender<T> &Sender<T> }

/// The iterator of [`iter_blocking`](Receiver::iter_blocking).
pub struct IterBlocking<'a, T> {
    /// The channel; `None` is nil.
    core: Option<&'a Arc<Core<T>>>,
}

impl<'a, T> IterBlocking<'a, T> {
    pub(super) fn new(core: Option<&'a Arc<Core<T>>>) -> IterBlocking<'a, T> {
        IterBlocking { core }
    }
}

impl<T> Iterator for IterBlocking<'_, T> {
    type Item = T;

    #[track_caller]
    fn next(&mut self) -> Option<T> {
        park::block_on(recv_on(self.core), "for value in ch")
    }
}

impl<T> fmt::Debug for IterBlocking<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IterBlocking").finish_non_exhaustive()
    }
}
