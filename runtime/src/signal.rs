//! Go's `os/signal`: signals of the system on channels and contexts.
//!
//! | Go | here |
//! |---|---|
//! | `signal.Notify(ch, os.Interrupt)` | [`notify`]`(&ch, [Signal::INTERRUPT])` |
//! | `signal.NotifyContext(ctx, …)` | [`notify_context`]`(&ctx, […])` |
//! | `signal.Stop(ch)` | [`stop`]`(&ch)` |
//! | `signal.Ignore(…)`, `signal.Reset(…)` | [`ignore`]`([…])`, [`reset`]`([…])` |
//!
//! A signal is handled from the first call that names it on, for the rest of the program. What happens when one comes:
//!
//! | | |
//! |---|---|
//! | channels are notified of it | each gets it, unless it is full: then the signal is lost for that channel, and nobody waits |
//! | it is ignored | nothing |
//! | neither, since `stop` or `reset` | what the system does by itself: most signals end the program |
//!
//! As long as a channel is notified, the deadlock detector is silent: a signal may always come.
//!
//! `SIGQUIT` prints a dump of all goroutines and ends the program, unless a channel is notified of it, or it is ignored.

mod context;
mod number;
mod table;
mod thread;

pub use context::notify_context;
pub use number::Signal;
pub use table::{ignore, notify, reset, stop};
