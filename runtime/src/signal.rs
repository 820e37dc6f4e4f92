//! Go's `os/signal`: signals of the system on channels and contexts.
//!
//! | Go | here |
//! |---|---|
//! | `signal.Notify(ch, os.Interrupt)` | [`notify`]`(&ch, [Signal::INTERRUPT])` |
//! | `signal.NotifyContext(ctx, …)` | [`notify_context`]`(&ctx, […])` |
//! | `signal.Stop(ch)` | [`stop`]`(&ch)` |
//! | `signal.Ignore(…)`, `signal.Reset(…)` | [`ignore`]`([…])`, [`reset`]`([…])` |
//!
//! From the first call that names a signal, this module handles it, until the program ends. What
//! happens when a signal comes:
//!
//! | | |
//! |---|---|
//! | channels are notified of it | each gets it, unless it is full: then the signal is lost for that channel, and nobody waits |
//! | it is ignored | nothing |
//! | neither, since `stop` or `reset` | the system's default: most signals end the program |
//!
//! While a channel is registered, the deadlock detector is silent: a signal may come at any time.
//!
//! `SIGQUIT` prints a dump of all goroutines and ends the program, unless a channel is notified of
//! it, or it is ignored.

mod context;
mod number;
mod table;
mod thread;

pub use context::notify_context;
pub use number::Signal;
pub use table::{ignore, notify, reset, stop};
