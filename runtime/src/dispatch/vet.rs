//! Go's vet, as far as a macro can see: each warning is the use of something deprecated whose note
//! says what is wrong, on the user's tokens. `#[allow(deprecated)]` on the statement silences it,
//! as it does every use of something deprecated.
//!
//! What names alone tell is a function, which the macro calls in dead code. What a type tells is a
//! trait: its method is chosen as in [`dispatch`](super), and only that of the type in question is
//! deprecated.

use std::any::Any;
use std::sync::{BarrierWaitResult, mpsc};

use super::Tag;
use crate::sync::WaitGroup;

/// `std::thread::sleep` in goroutine code.
#[deprecated(note = "`thread::sleep` holds a worker, and all goroutines behind it; `time::sleep(…)` waits without one")]
pub fn thread_sleep_in_goroutine() {}

/// A `*_blocking` method in goroutine code.
#[deprecated(
    note = "this call panics in goroutine code; use the method without `_blocking`, which waits without a worker"
)]
pub fn blocking_call_in_goroutine() {}

/// `block_on` or `goroutines::run` in goroutine code.
#[deprecated(note = "it holds a worker until the future is done; a call waits by itself here, so call the function")]
pub fn block_on_in_goroutine() {}

/// `let (ctx, _) = context::with_cancel(…)`.
#[deprecated(
    note = "the cancel function returned by context::with_cancel should be called, not discarded, to avoid a context leak: \
            name it `cancel`, and write `defer!(cancel());`"
)]
pub fn cancel_function_discarded() {}

/// `defer!` in a loop.
#[deprecated(note = "deferred calls run when the function returns, not when the turn of the loop ends; \
            make the body of the loop a function, or `go! { … }`")]
pub fn defer_in_a_loop() {}

/// `defer!(print(start.elapsed()))`.
#[deprecated(
    note = "call to `elapsed` is not deferred: the arguments of a deferred call are evaluated now; write a block, `defer! { … }`"
)]
pub fn elapsed_is_not_deferred() {}

/// `wg.add(…)` as the first thing that a new goroutine does.
pub trait WaitGroupAdd {
    /// Warns.
    #[deprecated(
        note = "WaitGroup.Add called from inside new goroutine: `wg.wait()` may have returned by then; call `wg.add(1)` before the `go!`"
    )]
    fn inside_new_goroutine(&self) {}
}

impl WaitGroupAdd for &Tag<WaitGroup> {}
impl WaitGroupAdd for &Tag<&WaitGroup> {}

macro_rules! holds_a_worker {
    ($($(#[$doc:meta])* $Trait:ident: $note:literal, $([$($param:tt)*] $Given:ty,)*;)*) => { $(
        $(#[$doc])*
        pub trait $Trait {
            /// Warns.
            #[deprecated(note = $note)]
            fn in_goroutine(&self) {}
        }

        $(impl<$($param)*> $Trait for &Tag<$Given> {})*
    )* };
}

holds_a_worker! {
    /// A receive from a channel of `std`.
    MpscReceive: "a receive from `std::sync::mpsc` holds a worker, and all goroutines behind it; receive from a `Chan`",
        [T] Result<T, mpsc::RecvError>, [T] Result<T, mpsc::RecvTimeoutError>, [T] mpsc::Receiver<T>, ['a, T] &'a mpsc::Receiver<T>,;
    /// A join of a thread.
    ThreadJoin: "`join` of a thread holds a worker, and all goroutines behind it; write `blocking(move || thread.join())`",
        [T] Result<T, Box<dyn Any + Send + 'static>>,;
    /// A wait at a barrier of `std`.
    BarrierWait: "`std::sync::Barrier` holds a worker, and all goroutines behind it; meet at a `WaitGroup`",
        [] BarrierWaitResult,;
}

/// Anything else: nothing to warn of.
pub trait ElseSilent {
    /// Does nothing.
    fn in_goroutine(&self) {}
    /// Does nothing.
    fn inside_new_goroutine(&self) {}
}

impl<T> ElseSilent for Tag<T> {}
