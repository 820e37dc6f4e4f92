//! The calls of the goroutine that asks.

use std::backtrace::Backtrace;

use crate::goroutine;
use crate::unwind;

/// The calls that led here, innermost first, in Go's form.
///
/// The first line is `goroutine 7 [running]:`, or `thread NAME [running]:` outside a goroutine; the
/// last lines say where the goroutine was created. Calls of this crate and of libraries are left
/// out. It looks up debug information, so it takes milliseconds: it is for logs of what should not
/// happen.
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
///
/// #[goroutines]
/// fn main() {
///     assert!(goroutines::runtime::stack().starts_with("goroutine 1 [running]:\n"));
/// }
/// ```
///
/// # Compared with Go
///
/// It is `debug.Stack()`, that is `runtime.Stack(buf, false)`; for all goroutines see
/// [`dump`](super::dump()).
#[doc(alias = "Stack")]
#[must_use]
pub fn stack() -> String {
    let calls = unwind::calls_of(&Backtrace::force_capture());
    match goroutine::current() {
        Some(identity) => format!("goroutine {} [running]:\n{calls}{}", identity.id, identity.origin(None)),
        None => format!("thread {} [running]:\n{calls}", std::thread::current().name().unwrap_or("?")),
    }
}
