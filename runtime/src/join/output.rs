//! The value of a goroutine until somebody joins it.

use std::cell::Cell;
use std::mem::needs_drop;

use super::crash::Unobserved;
use crate::goroutine;
use crate::unwind::{Panic, catch_call};

/// Makes a panic one of the goroutine that runs.
type ToUnobserved = fn(Panic) -> Unobserved;

thread_local! {
    /// The goroutine that last ended on this thread with a value that has a destructor.
    static LAST: Cell<Option<(u64, ToUnobserved)>> = const { Cell::new(None) };
}

/// What a goroutine returned. If nobody can join it, it is dropped in the goroutine's last poll; a
/// destructor that panics there is a panic of the goroutine that nobody can observe.
pub(crate) struct Output<T> {
    /// The value; `None` once it is taken.
    value: Option<T>,
}

impl<T> Output<T> {
    /// The value that the goroutine returned that runs here, whose panics `unobserved` makes its
    /// own.
    #[inline]
    pub(crate) fn new(value: T, unobserved: ToUnobserved) -> Self {
        if needs_drop::<T>() {
            LAST.set(goroutine::current().map(|current| (current.id, unobserved)));
        }
        Output { value: Some(value) }
    }

    /// The value.
    pub(crate) fn into_value(mut self) -> T {
        self.value.take().unwrap_or_else(|| unreachable!("only this takes the value"))
    }
}

impl<T> Drop for Output<T> {
    #[inline]
    fn drop(&mut self) {
        if needs_drop::<T>()
            && self.value.is_some()
            && let Some(unobserved) = in_last_poll()
        {
            let value = self.value.take();
            if let Err(panic) = catch_call(|| drop(value)) {
                drop(unobserved(panic));
            }
        }
    }
}

/// What to do with a panic, if the goroutine that runs here has ended. Elsewhere the panic is that
/// of the code that drops the handle.
fn in_last_poll() -> Option<ToUnobserved> {
    let (ended, unobserved) = LAST.try_with(Cell::get).ok()??;
    goroutine::current().is_some_and(|current| current.id == ended).then_some(unobserved)
}
