//! Ending a goroutine early: Go's `runtime.Goexit`.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::goroutine;
use crate::unwind::Goexit;

/// Ends the goroutine that calls it: its deferred calls run, then it is over. Other goroutines go
/// on.
///
/// It unwinds the goroutine's calls as a panic does, but it is none: [`recover`](crate::recover)
/// returns `None`, nothing is printed, and the program goes on. Called in a deferred call while a
/// panic is in progress, it ends that panic. A goroutine that is joined has no result then: `join`
/// returns an error whose [`is_panic`](crate::JoinError::is_panic) is false.
///
/// In the main goroutine it does not end the program: the other goroutines go on, and once the last
/// has ended, the program ends with
/// `fatal error: no goroutines (main called runtime.Goexit) - deadlock!` and status 2.
///
/// # Panics
///
/// Outside a goroutine, and where panics abort (`panic = "abort"`), since nothing can be unwound
/// there.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// fn check(n: u32) {
///     if n > 1 {
///         goroutines::runtime::goexit();
///     }
/// }
///
/// #[goroutines]
/// fn main() {
///     let handle = go! {
///         defer!(println!("deferred"));
///         check(7);
///         println!("not reached");
///     };
///     assert!(!handle.join().unwrap_err().is_panic());
/// }
/// ```
#[doc(alias = "Goexit")]
#[track_caller]
pub fn goexit() -> ! {
    let Some(identity) = goroutine::current() else { panic!("`goexit` was called outside a goroutine") };
    if cfg!(panic = "abort") {
        panic!("`goexit` needs `panic = \"unwind\"` in the profile");
    }
    resume_unwind(Box::new(Goexit { goroutine: identity.id }))
}

/// Whether the main goroutine has called [`goexit`].
static MAIN_EXITED: AtomicBool = AtomicBool::new(false);

/// Notes that the main goroutine has called [`goexit`].
#[cfg(not(loom))]
pub(crate) fn note_main_exited() {
    MAIN_EXITED.store(true, Ordering::SeqCst);
}

/// Whether the main goroutine has called [`goexit`].
#[cfg(not(loom))]
pub(crate) fn main_exited() -> bool {
    MAIN_EXITED.load(Ordering::SeqCst)
}
