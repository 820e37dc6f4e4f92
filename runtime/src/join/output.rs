//! The value of a goroutine until somebody joins it.

use std::mem::needs_drop;

use super::crash::Unobserved;
use crate::goroutine;
use crate::unwind::{Panic, catch_call};

/// What a goroutine returned. If nobody can join it, it is dropped in the goroutine's last poll; a
/// destructor that panics there is a panic of the goroutine that nobody can observe.
pub(crate) struct Output<T> {
    /// The value; `None` once it is taken.
    value: Option<T>,
    /// The number of the goroutine.
    goroutine: u64,
    /// Makes a panic one of the goroutine that runs.
    unobserved: fn(Panic) -> Unobserved,
}

impl<T> Output<T> {
    /// The value that goroutine number `goroutine` returned.
    pub(crate) fn new(value: T, goroutine: u64, unobserved: fn(Panic) -> Unobserved) -> Self {
        Output { value: Some(value), goroutine, unobserved }
    }

    /// The value.
    pub(crate) fn into_value(mut self) -> T {
        self.value.take().unwrap_or_else(|| unreachable!("only this takes the value"))
    }
}

impl<T> Drop for Output<T> {
    fn drop(&mut self) {
        // Elsewhere the panic is that of the code that drops the handle.
        let is_last_poll = || goroutine::current().is_some_and(|current| current.id == self.goroutine);
        if needs_drop::<T>() && is_last_poll() {
            let value = self.value.take();
            if let Err(panic) = catch_call(|| drop(value)) {
                drop((self.unobserved)(panic));
            }
        }
    }
}
