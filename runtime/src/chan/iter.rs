//! Loops over a channel on plain threads; those of goroutine code are in `dispatch/for_loop.rs`.

use std::fmt;

use super::core::Core;
use super::recv::Recv;
use crate::primitives::Arc;
use crate::wait::park;

/// The iterator of [`iter_blocking`](crate::Receiver::iter_blocking).
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
        park::block_on(Recv::new(self.core), "for value in ch")
    }
}

impl<T> fmt::Debug for IterBlocking<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IterBlocking").finish_non_exhaustive()
    }
}
