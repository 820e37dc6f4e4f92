//! A context that ends with a signal.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Signal;
use super::table::{Tell, change, remove};
use crate::context::{Cancel, Context, with_cancel_cause};

/// Returns a context that is cancelled when one of `signals` comes, and a function that cancels it
/// and ends the handling of the signals: Go's `signal.NotifyContext`. No `signals` means all that
/// programs handle.
///
/// Its [`cause`](Context::cause) then reads, for example, `interrupt signal received`. A second
/// signal does nothing more, so call the function once the first has come, and a second Ctrl-C ends
/// the program at once.
///
/// # Panics
///
/// As [`notify`](super::notify).
///
/// # Examples
///
/// ```
/// use goroutines::prelude::*;
/// use goroutines::signal::{self, Signal};
///
/// let (ctx, stop) = signal::notify_context(&context::background(), [Signal::INTERRUPT]);
/// assert!(ctx.err().is_none());
/// stop();
/// assert!(ctx.err().is_some());
/// ```
#[doc(alias = "NotifyContext")]
#[track_caller]
pub fn notify_context(parent: &Context, signals: impl IntoIterator<Item = Signal>) -> (Context, Cancel) {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let (ctx, cancel) = with_cancel_cause(parent);
    change(signals, |handling| handling.add(Tell::Context(number, cancel.clone())));
    let stop = move || {
        remove(|tell| matches!(tell, Tell::Context(other, _) if *other == number));
        cancel.cancel(None);
    };
    (ctx, Arc::new(stop))
}
