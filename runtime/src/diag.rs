//! Inspecting goroutines: dumps of all of them, leaked goroutines, deadlocks.
//!
//! A dump is a *trace* (see `trace.rs`): every goroutine that waits is woken and polled once, and
//! its own operation tells why and where it waits, and on what. Nothing is recorded while the
//! program runs, so the dump costs nothing until it is asked for.
//!
//! # What a dump says
//!
//! A dump of a program that runs is not one instant, it is a short time: each goroutine is shown as
//! it was at some moment between the call and its return, each once. One that waits during all of
//! that time is in it, with what it waits for; one that begins to wait, ends, or is started in
//! between may be missing. A goroutine that is ready all the time and never gets its turn is
//! missing too if it has never waited. In a program where nothing runs (a deadlock) a dump is
//! exact.
//!
//! # What it costs
//!
//! Goroutines are woken some 500 at a time, and the next ones once all of the last have had their
//! turn; so what else is ready waits behind those at most. A goroutine that does not answer within
//! some milliseconds is left behind, and the dump ends when no answer has come for 300 ms. What a
//! worker runs is known without an answer. Goroutines that waited and do not get their turn because
//! all workers sit in long runs are shown as `runnable`, which they are since the dump woke them;
//! what was ready before is only counted ([`Dump::unanswered`]).
//!
//! Measured on two cores: of 1,000,000 goroutines, 2.1 s, while a ping-pong beside it went on with
//! a median of 150 ns per round trip and 2.3 ms for the longest; 410 bytes each until the dump is
//! dropped. What a goroutine pays that nobody asks about: 16 bytes from its first wait on, 2.0 % of
//! the instructions of a spawn that ends at once, 2.7 % of those of a round trip (callgrind,
//! against the same code without).
//!
//! # Leaks
//!
//! See [`Goroutine::is_leaked`].

mod deadlock;
mod dump;
mod format;
mod leak;
mod leftover;
mod request;
mod settings;
#[cfg(unix)]
mod signal;
mod stack;
mod tracer;

pub use crate::trace::wait_target::{Channel, Socket};
pub(crate) use deadlock::{deadlock_text, stuck_text};
pub use dump::{Dump, Goroutine, Wait};
pub use format::{Group, Grouped};
pub(crate) use leftover::leftover;
pub use request::{Dumping, dump, dump_blocking};
pub(crate) use settings::is_on;
#[cfg(unix)]
pub(crate) use signal::listen;
#[cfg(all(unix, feature = "net"))]
pub(crate) use signal::{claim_sigquit, prints_on_sigquit};
pub use stack::stack;

use crate::idle_threads::{self, CountGuard};

/// A dump, taken by this thread; `caller` is the goroutine that asked for it.
pub(crate) fn take(caller: Option<u64>) -> Dump {
    Dump::new(tracer::trace(), caller)
}

/// Signals that print a dump do not exist here.
#[cfg(not(unix))]
pub(crate) fn listen() {}

/// Declares that something outside the program's threads may wake a goroutine, as long as what it
/// returns lives.
///
/// The deadlock detector keeps silent as long as any thread of the process could still act, work
/// given to `blocking(…)` is under way, or a timer is armed. What it cannot see are wakers that
/// need no thread: a callback out of a debugger or a hypervisor. Hold one of these then.
///
/// A signal handler must not send on a channel, nor wake a goroutine in any other way: it may have
/// interrupted the thread that holds the lock it would take. Use `signal::notify`, or let the
/// handler write into a pipe that a goroutine reads.
///
/// # Examples
///
/// ```
/// let callback = goroutines::runtime::external_waker();
/// // … install the callback; goroutines may wait for it …
/// drop(callback); // it will not be called any more
/// ```
///
/// # Compared with Go
///
/// In Go, importing `os/signal` and calling `signal.Notify` has this effect.
#[must_use = "it says something only as long as it lives"]
pub fn external_waker() -> ExternalWaker {
    ExternalWaker { _counted: idle_threads::declare_external_waker() }
}

/// What [`external_waker`] returns.
#[derive(Debug)]
pub struct ExternalWaker {
    _counted: CountGuard,
}
